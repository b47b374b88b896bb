import Wire

/// Reads one direction of a connection along, and says what passes: heads, events, bodies.
///
/// It decides nothing and changes nothing. What it cannot read it counts as bytes.
struct MessageReader {
  /// Something that has passed.
  enum Piece: Equatable {
    /// The head of a request, with the name that it has in all logs.
    case request(method: String, path: String, id: String)
    /// The head of an answer.
    case answer(status: Int, type: String)
    /// An event of a stream, and the bytes of its data.
    case event(name: String, byteCount: Int)
    /// A comment of a stream, which keeps it alive.
    case comment
    /// A part of a body; its text where it is an answer's and short enough to be read.
    case body(byteCount: Int, text: String)
    /// The message was whole.
    case end
    /// Bytes of another protocol.
    case raw(byteCount: Int)
  }

  /// The method of the request that is answered next.
  var method = "GET"

  private let readsRequests: Bool
  private var parser = HTTPHeadParser(limits: Self.limits)
  private var decoder: HTTPBodyDecoder?
  private var events: SSEParser?
  private var commentsSeen = 0
  /// What no step has taken yet: a part of a head or of a chunk's line.
  private var kept: [UInt8] = []
  private var isLost = false

  private static let limits = HTTPLimits(headBytes: BenchLimits.replayHeadBytes, bodyBytes: .max)

  /// A reader of what clients send, or of what they are answered.
  init(ofRequests: Bool) {
    readsRequests = ofRequests
  }

  /// What these bytes bring to an end, in order.
  mutating func read(_ bytes: ByteView) -> [Piece] {
    guard !isLost else { return [.raw(byteCount: bytes.count)] }
    let view = kept + bytes
    var pieces: [Piece] = []
    var taken = 0
    do {
      try view.withUnsafeBufferPointer { all in
        while let count = try step(all.part(taken..<all.count), &pieces) { taken += count }
      }
      kept = Array(view[taken...])
    } catch {
      isLost = true
      kept = []
      pieces.append(.raw(byteCount: view.count - taken))
    }
    return pieces
  }

  /// Takes one step; how many bytes it took, or nil if it needs more of them.
  private mutating func step(_ view: ByteView, _ pieces: inout [Piece]) throws -> Int? {
    guard decoder != nil else { return view.isEmpty ? nil : try head(view, &pieces) }
    switch try decoder?.next(in: view) {
    case .payload(let range, let count):
      try payload(view.part(range), &pieces)
      endIfFinished(&pieces)
      return count
    case .end(let count):
      decoder = nil
      pieces.append(.end)
      return count
    case .needMore(let count): return count > 0 ? count : nil
    case nil: return nil
    }
  }

  private mutating func head(_ view: ByteView, _ pieces: inout [Piece]) throws -> Int? {
    if readsRequests {
      guard let (head, count) = try parser.request(in: view) else { return nil }
      let id = head.fields["x-request-id"] ?? ""
      pieces.append(.request(method: head.method, path: head.path, id: id))
      decoder = HTTPBodyDecoder(try .ofRequest(head, limits: Self.limits), limits: Self.limits)
      endIfFinished(&pieces)
      return count
    }
    guard let (head, count) = try parser.response(in: view) else { return nil }
    let type = head.fields["content-type"] ?? ""
    pieces.append(.answer(status: head.status, type: type))
    let isPlain = head.fields["content-encoding"] == nil
    events = type.hasPrefix("text/event-stream") && isPlain ? SSEParser() : nil
    commentsSeen = 0
    decoder = HTTPBodyDecoder(try .ofResponse(head, to: method), limits: Self.limits)
    if head.status == 101 { isLost = true } else { endIfFinished(&pieces) }
    return count
  }

  private mutating func payload(_ view: ByteView, _ pieces: inout [Piece]) throws {
    guard events != nil else {
      let isShort = !readsRequests && view.count <= BenchLimits.replayBodyText
      return pieces.append(.body(byteCount: view.count, text: isShort ? view.text : ""))
    }
    try events?.feed(view) { frame in
      let name = frame.type.isEmpty ? "message" : frame.type.text
      pieces.append(.event(name: name, byteCount: frame.data.count))
    }
    let comments = events?.commentCount ?? 0
    for _ in commentsSeen..<max(commentsSeen, comments) { pieces.append(.comment) }
    commentsSeen = comments
  }

  private mutating func endIfFinished(_ pieces: inout [Piece]) {
    guard decoder?.isFinished == true else { return }
    decoder = nil
    pieces.append(.end)
  }
}
