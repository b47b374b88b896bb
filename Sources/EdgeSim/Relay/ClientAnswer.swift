import HTTP
import Wire
import World

/// Writes one answer to the client, in the framing that its head asks for.
///
/// An exchange streams in chunks only. A body of a known length is therefore gathered while it is
/// short, and else written past the exchange, at the price of the client's connection.
///
/// A class, since a write can fail at once, which drops the answer while it is being written.
final class ClientAnswer {
  private enum Way {
    case undecided
    /// In chunks, whose missing last one tells of a cut; HTTP/1.0 clients get the bare bytes.
    case streamed
    /// Kept until it is whole, then sent at once.
    case gathered([UInt8])
    /// As it comes, with the origin's length.
    case counted
  }

  private let exchange: HTTPExchange
  private var way = Way.undecided
  private var head = HTTPResponseHead(status: 200)
  /// When the head was written.
  private(set) var headSent: Instant?
  /// The bytes of the body written so far, without framing.
  private(set) var bytesSent = 0

  init(_ exchange: HTTPExchange) {
    self.exchange = exchange
  }

  /// Whether the client is slower than the origin.
  var isCongested: Bool { exchange.connection.isCongested }

  // MARK: The origin's answer

  func begin(_ head: HTTPResponseHead) {
    self.head = head
    let length = head.fields["content-length"].flatMap { Int($0) }
    if exchange.head.method == "HEAD" {
      writeCountedHead()
    } else if head.status == 204 || head.status == 304 {
      way = .gathered([])
    } else if let length {
      if length <= EdgeLimits.gatheredBytes { way = .gathered([]) } else { writeCountedHead() }
    } else {
      way = .streamed
      headSent = exchange.connection.world.now
      exchange.startStream(status: head.status, fields: head.fields)
    }
  }

  func send(_ bytes: ByteView) {
    switch way {
    case .undecided: preconditionFailure("the body of an answer comes after its head")
    case .streamed:
      exchange.send(bytes)
      bytesSent += bytes.count
    case .counted:
      exchange.connection.write(bytes)
      bytesSent += bytes.count
    case .gathered(var body):
      // Taken out, so that the array has one owner and grows in place.
      way = .undecided
      body.append(contentsOf: bytes)
      way = .gathered(body)
    }
  }

  func end() {
    switch way {
    case .undecided: preconditionFailure("an answer ends after its head")
    case .streamed: exchange.endStream()
    case .counted: finish()
    case .gathered(let body):
      respond(HTTPAnswer(status: head.status, fields: head.fields, body: body))
    }
  }

  /// Ends the connection behind what was sent, without the end of the body.
  func cut() {
    if case .gathered(let body) = way {
      writeCountedHead()
      body.withUnsafeBufferPointer { send($0) }
    }
    // An HTTP/1.0 client takes the end of a stream for the end of its body: only a reset tells.
    if case .streamed = way, exchange.head.version == .http10 { return drop() }
    finish()
  }

  // MARK: The edge's own answers

  /// Sends a whole answer.
  func respond(_ answer: HTTPAnswer) {
    headSent = exchange.connection.world.now
    bytesSent = exchange.head.method == "HEAD" ? 0 : answer.body.count
    exchange.respond(answer)
  }

  /// Ends the connection behind an answer to a request that was not read whole.
  func finish() {
    exchange.connection.finish()
    exchange.connection.close()
  }

  /// Resets the connection: nobody reads there any more.
  func drop() {
    exchange.connection.close()
  }

  private func writeCountedHead() {
    way = .counted
    headSent = exchange.connection.world.now
    var head = head
    // The exchange does not know of this answer, so it could not tell where the next one begins.
    head.fields.set("connection", "close")
    exchange.connection.writeHead(head.size) { head.write(into: &$0) }
  }
}
