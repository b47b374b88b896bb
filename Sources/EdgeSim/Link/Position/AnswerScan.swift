import Wire

/// Reads the answers on a connection as they pass, one behind the other, to find a place in them.
///
/// It does not see the requests: every answer is read as one to GET. What is no HTTP is given up,
/// and then there is no place any more.
struct AnswerScan {
  private var parser = HTTPHeadParser(limits: LinkLimits.answer)
  private var decoder: HTTPBodyDecoder?
  private var wanted: BodyPlace
  /// What no step has taken yet: a part of a head or of a chunk's line.
  private var kept: [UInt8] = []
  private var isLost = false

  init(_ wanted: BodyPlace) {
    self.wanted = wanted
  }

  /// How many of the next bytes stand before the place; nil if it is not among them.
  mutating func place(in bytes: [UInt8]) -> Int? {
    guard !isLost else { return nil }
    // Taken out, so that the bytes have one owner while the steps change this.
    var view = kept
    let before = view.count
    kept = []
    view.append(contentsOf: bytes)
    var taken = 0
    do throws(HTTPParsingError) {
      while true {
        let step = try view.withUnsafeBufferPointer { (all) throws(HTTPParsingError) in
          try next(in: all.part(taken..<all.count))
        }
        if let found = step.found { return max(0, taken + found - before) }
        taken += step.taken
        if step.isWaiting { break }
      }
    } catch {
      isLost = true
      return nil
    }
    kept = Array(view[taken...])
    return nil
  }

  /// What a step has found, or how many bytes it took, and whether it needs more of them.
  private typealias Step = (found: Int?, taken: Int, isWaiting: Bool)

  private mutating func next(in view: ByteView) throws(HTTPParsingError) -> Step {
    guard decoder != nil else { return try head(in: view) }
    switch try decoder?.next(in: view) {
    case .payload(let range, let count):
      let place = wanted.place(in: view.part(range))
      endIfFinished()
      return (place.map { range.lowerBound + $0 }, count, false)
    case .needMore(let count): return (nil, count, true)
    case .end(let count):
      decoder = nil
      return (nil, count, false)
    case nil: return (nil, 0, true)
    }
  }

  private mutating func head(in view: ByteView) throws(HTTPParsingError) -> Step {
    guard let (head, byteCount) = try parser.response(in: view) else { return (nil, 0, true) }
    decoder = HTTPBodyDecoder(try .ofResponse(head, to: "GET"), limits: LinkLimits.answer)
    endIfFinished()
    let isInterim = (100..<200).contains(head.status)
    return (!isInterim && wanted.begin(head) ? byteCount : nil, byteCount, false)
  }

  private mutating func endIfFinished() {
    if decoder?.isFinished == true { decoder = nil }
  }
}
