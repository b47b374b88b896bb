import Wire

/// Looks for a position in the body of one answer.
struct BodyPlace {
  private let position: LinkPosition
  private var isEventStream = false
  private var bytesBefore = 0
  private var events = 0
  private var parser = SSEParser()

  init(_ position: LinkPosition) {
    self.position = position
  }

  /// Begins with another answer; true if the position is directly behind its head.
  mutating func begin(_ head: HTTPResponseHead) -> Bool {
    isEventStream = head.fields["content-type"]?.hasPrefix("text/event-stream") == true
    bytesBefore = 0
    events = 0
    parser = SSEParser()
    return position == .body(0)
  }

  /// How many of the next bytes of the body stand before the position; nil if it is not there.
  mutating func place(in body: ByteView) -> Int? {
    defer { bytesBefore += body.count }
    switch position {
    case .byte: return nil
    case .body(let count): return count - bytesBefore <= body.count ? count - bytesBefore : nil
    case .character(let start):
      let first = body.indices.first { $0 + bytesBefore >= start && body[$0] >= Self.leadByte }
      return first.map { $0 + 1 }
    case .event(let number): return event(in: body) { events, _ in events == number }
    case .eventNamed(let names):
      return event(in: body) { _, frame in names.contains(frame.event.type) }
    }
  }

  /// The first byte of characters that have several (RFC 3629 §4).
  private static let leadByte: UInt8 = 0xC2
  private static let lineBreaks: [UInt8] = [10, 13]

  /// The end of the first event that is meant. Line by line, since a parser does not say where in
  /// a view its events end.
  private mutating func event(
    in body: ByteView, isMeant: (Int, SSEFrame) -> Bool
  ) -> Int? {
    guard isEventStream else { return nil }
    var start = 0
    while start < body.count {
      let rest = body.part(start..<body.count)
      let lineEnd = rest.firstIndex { Self.lineBreaks.contains($0) }
      let end = start + (lineEnd.map { $0 + 1 } ?? rest.count)
      var isHere = false
      do {
        try parser.feed(body.part(start..<end)) { frame in
          events += 1
          isHere = isHere || isMeant(events, frame)
        }
      } catch {
        // An event beyond the limit: there is none to be found any more in this answer.
        isEventStream = false
        return nil
      }
      if isHere { return end }
      start = end
    }
    return nil
  }
}
