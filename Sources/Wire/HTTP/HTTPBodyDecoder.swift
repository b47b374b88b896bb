/// Finds the payload in the raw bytes of one body; copies and allocates nothing.
///
/// The view always starts at the first byte not yet dropped. The state has already moved on when
/// a step is returned, so the caller must drop what the step says before the next call.
package struct HTTPBodyDecoder: Sendable {
  private enum State {
    case counted
    case chunked
    case untilClose
    case finished
  }

  private let limits: HTTPLimits
  // Beside the state and not in it: a payload would be copied out and in again for each chunk.
  private var scanner: HTTPChunkScanner
  private var state: State
  private var left = 0
  private var payloadBytes = 0

  /// Makes a decoder for one body.
  package init(_ framing: HTTPBodyFraming, limits: HTTPLimits = .standard) {
    self.limits = limits
    scanner = HTTPChunkScanner(limits: limits)
    switch framing {
    case .none: state = .finished
    case .length(0): state = .finished
    case .length(let count):
      state = .counted
      left = count
    case .chunked: state = .chunked
    case .untilClose: state = .untilClose
    }
  }

  /// Whether all of the payload has been handed out and the end was seen.
  package var isFinished: Bool { state == .finished }

  /// How many raw bytes are still to come at least, if a line's end in chunks has so many; nil if
  /// only the connection's end will tell.
  package func leastBytesLeft(lineEnd: Int) -> Int? {
    switch state {
    case .finished: 0
    case .counted: left
    case .chunked: scanner.leastBytesLeft(lineEnd: lineEnd)
    case .untilClose: nil
    }
  }

  /// How many raw bytes are still to come; nil if they have to tell themselves.
  package var bytesLeft: Int? {
    switch state {
    case .finished: 0
    case .counted: left
    case .chunked, .untilClose: nil
    }
  }

  /// The next piece of payload in the view, or what else to do.
  package mutating func next(in view: ByteView) throws(HTTPParsingError) -> HTTPBodyStep {
    switch state {
    case .finished: return .end(consume: 0)
    case .untilClose: return try rest(of: view)
    case .counted: return try counted(in: view)
    case .chunked:
      let step = try scanner.next(in: view)
      if case .end = step { state = .finished }
      return step
    }
  }

  /// To be called when the connection has ended; throws when the body is thereby cut.
  package func inputEnded() throws(HTTPParsingError) {
    switch state {
    case .finished, .untilClose: return
    case .counted: throw .truncatedBody(missingByteCount: left)
    case .chunked: throw .truncatedBody(missingByteCount: nil)
    }
  }

  private mutating func counted(in view: ByteView) throws(HTTPParsingError) -> HTTPBodyStep {
    if payloadBytes + left > limits.bodyBytes {
      throw .bodyTooLong(byteCount: payloadBytes + left, limit: limits.bodyBytes)
    }
    if view.isEmpty { return .needMore(consume: 0) }
    let count = min(left, view.count)
    payloadBytes += count
    left -= count
    if left == 0 { state = .finished }
    return .payload(0..<count, consume: count)
  }

  private mutating func rest(of view: ByteView) throws(HTTPParsingError) -> HTTPBodyStep {
    if view.isEmpty { return .needMore(consume: 0) }
    guard view.count <= limits.bodyBytes - payloadBytes else {
      throw .bodyTooLong(byteCount: payloadBytes + view.count, limit: limits.bodyBytes)
    }
    payloadBytes += view.count
    return .payload(0..<view.count, consume: view.count)
  }
}
