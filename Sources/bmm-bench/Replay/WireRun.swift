import World

/// Pieces of one sort that came one behind the other, told as one: a stream has thousands.
struct WireRun {
  /// When the first of them came.
  let start: Duration
  private let first: MessageReader.Piece
  private var count = 1
  private var byteCount = 0
  private var bodyText = ""
  private var last: Duration
  private var longestPause = Duration.zero

  init(_ piece: MessageReader.Piece, at now: Duration) {
    first = piece
    start = now
    last = now
    add(piece)
  }

  /// Whether a piece goes on with what these began, without a pause that a reader has to see.
  func takes(_ piece: MessageReader.Piece, at now: Duration) -> Bool {
    switch (first, piece) {
    case (.request, .body), (.body, .body), (.raw, .raw): true
    case (.answer(_, let type), .body): !type.hasPrefix("text/event-stream")
    case (.event(let name, _), .event(let next, _)):
      name == next && now - last <= BenchLimits.replayPause
    case (.comment, .comment): now - last <= BenchLimits.replayPause
    default: false
    }
  }

  mutating func take(_ piece: MessageReader.Piece, at now: Duration) {
    count += 1
    longestPause = max(longestPause, now - last)
    last = now
    add(piece)
  }

  private mutating func add(_ piece: MessageReader.Piece) {
    switch piece {
    case .body(let bytes, let text):
      byteCount += bytes
      if bodyText.count < BenchLimits.replayBodyText { bodyText += text }
    case .event(_, let bytes), .raw(let bytes): byteCount += bytes
    case .request, .answer, .comment, .end: break
    }
  }

  /// All of them in words.
  var text: String {
    switch first {
    case .request(let method, let path, _): "\(method) \(path)\(size)"
    case .answer(let status, let type): "\(status) \(type)\(size)\(quote)"
    case .event(let name, _): "\(name)\(times), \(Format.bytes(byteCount))\(duration)"
    case .comment: "comment\(times), which keeps the stream alive"
    case .body: "body, \(Format.bytes(byteCount))\(duration)"
    case .raw: "\(Format.bytes(byteCount)) that are no HTTP\(duration)"
    case .end: "end"
    }
  }

  private var times: String { count == 1 ? "" : " × \(count)" }

  private var size: String { byteCount == 0 ? "" : ", \(Format.bytes(byteCount))" }

  private var duration: String {
    last == start
      ? ""
      : " within \(Format.duration(last - start)), at most \(Format.duration(longestPause)) apart"
  }

  private var quote: String {
    let line = bodyText.split(whereSeparator: \.isNewline).joined(separator: " ")
    guard !line.isEmpty else { return "" }
    return line.count <= BenchLimits.replayBodyText
      ? ": \(line)" : ": \(line.prefix(BenchLimits.replayBodyText))…"
  }
}
