import Wire
import World

/// Reads one response off a connection's input: the head, then the decoded body, as bytes come.
///
/// It never waits, so both tiers use it: a task between two `more(by:)`, a sink on each event.
package class HTTPResponseReader {
  private let method: String
  private let limits: HTTPLimits
  private var parser: HTTPHeadParser
  /// Stands for no body until the head has come.
  private var decoder = HTTPBodyDecoder(.none)
  private var hasHead = false
  private var headKeepsAlive = false
  /// The bytes of interim heads so far.
  package private(set) final var interimBytes = 0
  private var endedWithConnection = false

  /// The bytes of the head, once it has come.
  package private(set) final var headBytes = 0
  /// Whether the body is complete.
  package private(set) final var isFinished = false

  /// A reader of the answer to a request of that method.
  init(method: String, limits: HTTPLimits) {
    self.method = method
    self.limits = limits
    parser = HTTPHeadParser(limits: limits)
  }

  /// Whether the connection can carry another request afterwards.
  package final var keepsAlive: Bool { isFinished && headKeepsAlive && !endedWithConnection }

  /// The head once it is complete; interim (1xx) heads are skipped.
  package final func readHead(
    from connection: Connection
  ) throws(HTTPParsingError) -> HTTPResponseHead? {
    while let (head, byteCount) = try parser.response(in: connection.input.view) {
      connection.consume(byteCount)
      if (100..<200).contains(head.status), head.status != 101 {
        // They count as parts of the head, or a server could send them for ever.
        interimBytes += byteCount
        guard interimBytes <= limits.headBytes else {
          throw .headTooLong(byteCount: interimBytes, limit: limits.headBytes)
        }
        continue
      }
      decoder = HTTPBodyDecoder(try .ofResponse(head, to: method), limits: limits)
      hasHead = true
      headBytes = byteCount
      headKeepsAlive = head.keepsAlive
      isFinished = decoder.isFinished
      return head
    }
    connection.makeRoom(for: limits.headBytes)
    return nil
  }

  /// How many raw bytes of the body are still to come at least, if a line's end in chunks has so
  /// many; nil if only the end will tell.
  package final func leastBytesLeft(lineEnd: Int) -> Int? {
    decoder.leastBytesLeft(lineEnd: lineEnd)
  }

  /// Hands out what the next `count` raw bytes hold of the body, at most that have come.
  package final func readBody(
    from connection: Connection, next count: Int, _ take: (ByteView) -> Void
  ) throws(HTTPParsingError) {
    var left = min(count, connection.input.count)
    while hasHead, !isFinished, left > 0 {
      let consumed: Int
      switch try decoder.next(in: connection.input.view.part(0..<left)) {
      case .payload(let range, let count):
        take(connection.input.view.part(range))
        consumed = count
      case .end(let count), .needMore(let count): consumed = count
      }
      connection.consume(consumed)
      left -= consumed
      isFinished = decoder.isFinished
      if consumed == 0 { return }
    }
  }

  /// Hands out the body bytes that have come, without copying them.
  package final func readBody(
    from connection: Connection, _ take: (ByteView) -> Void
  ) throws(HTTPParsingError) {
    guard hasHead else { return }
    while !isFinished {
      switch try decoder.next(in: connection.input.view) {
      case .payload(let range, let consumed):
        take(connection.input.view.part(range))
        connection.consume(consumed)
        isFinished = decoder.isFinished
        if connection.input.isEmpty { return }
      case .end(let consumed):
        connection.consume(consumed)
        isFinished = true
      case .needMore(let consumed): return connection.consume(consumed)
      }
    }
  }

  /// To be called when the peer has finished; throws when that cuts the body.
  package final func inputEnded() throws(HTTPParsingError) {
    if hasHead { try decoder.inputEnded() }
    endedWithConnection = true
    isFinished = true
  }
}
