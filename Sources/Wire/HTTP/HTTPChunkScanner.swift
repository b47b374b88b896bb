/// The framing of a chunked body (RFC 9112 §7.1), byte by byte except inside the payload.
///
/// Extensions and trailers are checked for bytes that cannot stand there, and dropped.
struct HTTPChunkScanner {
  private enum State {
    case sizeStart
    case size
    case spaceBehindSize
    case chunkExtension
    case sizeLineFeed
    case payload
    case payloadReturn
    case payloadLineFeed
    case trailerStart
    case trailerName
    case trailerValue
    case trailerLineFeed
    case lastLineFeed
    case end
  }

  private let limits: HTTPLimits
  private var state = State.sizeStart
  private var left = 0
  private var payloadBytes = 0
  private var lineBytes = 0
  private var trailerBytes = 0
  private var rawBytes = 0

  init(limits: HTTPLimits) {
    self.limits = limits
  }

  mutating func next(in view: ByteView) throws(HTTPParsingError) -> HTTPBodyStep {
    if state == .sizeStart, let step = wholeChunk(in: view) { return step }
    var offset = 0
    while offset < view.count {
      if state == .payload { return payload(in: view, from: offset) }
      try step(over: view[offset])
      offset += 1
      rawBytes += 1
      if state == .end { return .end(consume: offset) }
    }
    return .needMore(consume: offset)
  }

  /// How many bytes the body has left at least: the rest of the chunk, the last chunk and its ends,
  /// for a reader to whom a line's end has so many bytes at least.
  func leastBytesLeft(lineEnd: Int) -> Int {
    // "0", and two line ends: a last chunk without trailers.
    let lastChunk = 1 + 2 * lineEnd
    let behindSizeLine = left == 0 ? lineEnd : left + lineEnd + lastChunk
    return switch state {
    case .sizeStart: lastChunk
    case .size, .spaceBehindSize, .chunkExtension: lineEnd + behindSizeLine
    case .sizeLineFeed: 1 + behindSizeLine
    case .payload: left + lineEnd + lastChunk
    case .payloadReturn: lineEnd + lastChunk
    case .payloadLineFeed: 1 + lastChunk
    case .trailerStart: lineEnd
    case .trailerName, .trailerValue: 2 * lineEnd
    case .trailerLineFeed: 1 + lineEnd
    case .lastLineFeed: 1
    case .end: 0
    }
  }

  private mutating func payload(in view: ByteView, from offset: Int) -> HTTPBodyStep {
    let count = min(left, view.count - offset)
    left -= count
    rawBytes += count
    if left == 0 { state = .payloadReturn }
    return .payload(offset..<(offset + count), consume: offset + count)
  }

  /// A chunk that lies whole in the view and has no extension, as nearly all have; else nil.
  ///
  /// It only takes what the way byte by byte would take too, which also knows what is wrong.
  private mutating func wholeChunk(in view: ByteView) -> HTTPBodyStep? {
    var (size, start) = (0, 0)
    while start < min(view.count, 8), let digit = ASCII.hexValue(view[start]) {
      size = size << 4 | Int(digit)
      start += 1
    }
    guard start > 0, size > 0, start + 1 <= limits.chunkLineBytes, isLineEnd(view, at: start) else {
      return nil
    }
    start += 2
    let end = start + size
    guard isLineEnd(view, at: end), size <= limits.bodyBytes - payloadBytes else { return nil }
    payloadBytes += size
    rawBytes += end + 2
    return .payload(start..<end, consume: end + 2)
  }

  private func isLineEnd(_ view: ByteView, at offset: Int) -> Bool {
    offset + 2 <= view.count && view[offset] == ASCII.carriageReturn
      && view[offset + 1] == ASCII.lineFeed
  }

  private mutating func step(over byte: UInt8) throws(HTTPParsingError) {
    switch state {
    case .sizeStart, .size, .spaceBehindSize, .chunkExtension, .sizeLineFeed:
      try stepInSizeLine(byte)
    case .payloadReturn: try expect(ASCII.carriageReturn, byte, then: .payloadLineFeed)
    case .payloadLineFeed: try expect(ASCII.lineFeed, byte, then: .sizeStart)
    case .trailerStart, .trailerName, .trailerValue, .trailerLineFeed:
      try stepInTrailers(byte)
    case .lastLineFeed: try expect(ASCII.lineFeed, byte, then: .end)
    case .payload, .end: preconditionFailure("payload is not stepped through")
    }
  }

  private mutating func stepInSizeLine(_ byte: UInt8) throws(HTTPParsingError) {
    if state == .sizeStart { lineBytes = 0 }
    lineBytes += 1
    if lineBytes > limits.chunkLineBytes {
      throw .chunkLineTooLong(limit: limits.chunkLineBytes)
    }
    switch (state, byte) {
    case (.sizeLineFeed, _):
      try expect(ASCII.lineFeed, byte, then: left == 0 ? .trailerStart : .payload)
    case (.sizeStart, _):
      left = 0
      try addDigit(byte)
    case (_, ASCII.carriageReturn) where state != .spaceBehindSize: try sizeEnds()
    case (.size, UInt8(ascii: ";")), (.spaceBehindSize, UInt8(ascii: ";")):
      state = .chunkExtension
    case (.size, _) where HTTPCharacters.isBlank(byte): state = .spaceBehindSize
    case (.size, _): try addDigit(byte)
    case (.spaceBehindSize, _):
      guard HTTPCharacters.isBlank(byte) else { throw malformed(byte) }
    default:
      if HTTPCharacters.isControl(byte) { throw malformed(byte) }
    }
  }

  private mutating func addDigit(_ byte: UInt8) throws(HTTPParsingError) {
    guard let digit = ASCII.hexValue(byte) else { throw malformed(byte) }
    if left > Int.max >> 5 { throw .bodyTooLong(byteCount: .max, limit: limits.bodyBytes) }
    left = left << 4 | Int(digit)
    state = .size
  }

  private mutating func sizeEnds() throws(HTTPParsingError) {
    if left > limits.bodyBytes - payloadBytes {
      throw .bodyTooLong(byteCount: payloadBytes + left, limit: limits.bodyBytes)
    }
    payloadBytes += left
    state = .sizeLineFeed
  }

  private mutating func stepInTrailers(_ byte: UInt8) throws(HTTPParsingError) {
    trailerBytes += 1
    if trailerBytes > limits.trailerBytes {
      throw .trailersTooLong(limit: limits.trailerBytes)
    }
    switch (state, byte) {
    case (.trailerStart, ASCII.carriageReturn): state = .lastLineFeed
    case (.trailerName, ASCII.colon): state = .trailerValue
    case (.trailerStart, _), (.trailerName, _):
      guard HTTPCharacters.isToken(byte) else { throw malformed(byte) }
      state = .trailerName
    case (.trailerValue, ASCII.carriageReturn): state = .trailerLineFeed
    case (.trailerLineFeed, _): try expect(ASCII.lineFeed, byte, then: .trailerStart)
    default:
      if HTTPCharacters.isControl(byte) { throw malformed(byte) }
    }
  }

  private mutating func expect(
    _ expected: UInt8, _ byte: UInt8, then next: State
  ) throws(HTTPParsingError) {
    guard byte == expected else { throw malformed(byte) }
    state = next
  }

  private func malformed(_ byte: UInt8) -> HTTPParsingError {
    .malformedChunk(byte: byte, offset: rawBytes)
  }
}
