import Wire
import World

/// Reads one response off a connection's input: the head, then the decoded body, as bytes come.
///
/// It never waits, so both tiers use it: a task between two `more(by:)`, a sink on each event.
package struct HTTPResponseReader {
  private let method: String
  private let limits: HTTPLimits
  private var parser: HTTPHeadParser
  private var decoder: HTTPBodyDecoder?
  private var head: HTTPResponseHead?
  private var interimBytes = 0

  /// A reader of the answer to a request of that method.
  package init(method: String, limits: HTTPLimits = .response) {
    self.method = method
    self.limits = limits
    parser = HTTPHeadParser(limits: limits)
  }

  private var endedWithConnection = false

  /// Whether the body is complete.
  package var isFinished: Bool { endedWithConnection || decoder?.isFinished == true }

  /// Whether the connection can carry another request afterwards.
  package var keepsAlive: Bool {
    decoder?.isFinished == true && head?.keepsAlive == true && !endedWithConnection
  }

  /// The head once it is complete; interim (1xx) heads are skipped.
  package mutating func readHead(
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
      self.head = head
      return head
    }
    return nil
  }

  /// Hands out the body bytes that have come, without copying them.
  package mutating func readBody(
    from connection: Connection, _ take: (ByteView) -> Void
  ) throws(HTTPParsingError) {
    while decoder?.isFinished == false, let step = try decoder?.next(in: connection.input.view) {
      switch step {
      case .payload(let range):
        take(ByteView(rebasing: connection.input.view[range]))
        connection.consume(range.upperBound)
      case .end(let consumed): connection.consume(consumed)
      case .needMore(let consumed):
        connection.consume(consumed)
        return
      }
    }
  }

  /// To be called when the peer has finished; throws when that cuts the body.
  package mutating func inputEnded() throws(HTTPParsingError) {
    try decoder?.inputEnded()
    endedWithConnection = true
  }
}
