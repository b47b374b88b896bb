import HTTP
import Wire
import World

/// Writes one answer to the client, in the framing that its head asks for.
///
/// A class, since a write can fail at once, which drops the answer while it is being written.
final class ClientAnswer {
  private final class Coding {
    var gzip: GzipHold?
    var unpacker: GzipUnpacker?

    init(_ gzip: GzipHold?, _ unpacker: GzipUnpacker?) {
      self.gzip = gzip
      self.unpacker = unpacker
    }
  }

  private let exchange: HTTPExchange
  /// A head that goes with the first byte of the body.
  private var waitingHead: HTTPResponseHead?
  /// By reference, since few answers are compressed or unpacked, and all would have the room.
  private var coding: Coding?
  /// When the head was written.
  private(set) var headSent: Instant?
  /// The bytes of the body written so far, without framing.
  private(set) var bytesSent = 0

  init(_ exchange: HTTPExchange) {
    self.exchange = exchange
  }

  /// Whether the client is slower than the origin.
  var isCongested: Bool { exchange.connection.isCongested }

  /// The bytes that the client has not taken.
  var unsent: Int { exchange.connection.unsentCount }

  // MARK: The origin's answer

  /// Begins the answer; its head waits for the first byte of the body where pages are collected.
  func begin(_ head: HTTPResponseHead, waits: Bool, _ gzip: GzipHold? = nil) {
    if let gzip { coding = Coding(gzip, nil) }
    waitingHead = head
    if !waits { writeHead() }
  }

  /// Begins an answer whose coding is taken off, if that can be done.
  func beginUnpacked(_ head: HTTPResponseHead) {
    waitingHead = head
    coding = Coding(nil, GzipUnpacker())
  }

  func send(_ bytes: ByteView) throws(StoredGzipError) {
    guard let coding else { return write(bytes) }
    var written: [UInt8] = []
    coding.gzip?.take(bytes, into: &written)
    try coding.unpacker?.take(bytes, into: &written)
    if coding.unpacker?.isUnpacked == true { waitingHead = waitingHead.map(GzipUnpacker.head) }
    write(written)
  }

  /// Whether what was unpacked so far lacks its end.
  var isCut: Bool { coding?.unpacker?.isCut == true }

  func end() {
    var written: [UInt8] = []
    if exchange.head.method != "HEAD" { coding?.gzip?.end(into: &written) }
    coding?.unpacker?.end(into: &written)
    write(written)
    writeHead()
    exchange.endStream()
  }

  /// Ends the connection behind what was sent, without the end of the body.
  ///
  /// An HTTP/1.0 client takes the end of a stream for the end of its body: only a reset `tells`.
  func cut(tells: Bool) {
    var written: [UInt8] = []
    coding?.gzip?.flush(into: &written)
    write(written)
    writeHead()
    if tells, exchange.head.version == .http10, !hasLength { drop() } else { finish() }
  }

  // MARK: A tunnel

  /// Writes the head of a tunnel; the exchange knows of no answer behind which another could come.
  func openTunnel(_ head: HTTPResponseHead) {
    headSent = exchange.connection.world.now
    exchange.connection.writeHead(head.size) { head.write(into: &$0) }
  }

  // MARK: The edge's own answers

  /// Sends a whole answer.
  func respond(_ answer: HTTPAnswer) {
    headSent = exchange.connection.world.now
    bytesSent = exchange.head.method == "HEAD" ? 0 : answer.body.count
    exchange.respond(answer)
    if answer.fields.contains("close", in: "connection") { finish() }
  }

  /// Ends the connection behind an answer to a request that was not read whole.
  func finish() {
    exchange.connection.finish()
    exchange.connection.close()
  }

  /// Ends the connection of a client that has left; for unsent bytes nobody would wait.
  func leave() {
    if unsent == 0 { finish() } else { drop() }
  }

  /// Resets the connection: nobody reads there any more.
  func drop() {
    exchange.connection.close()
  }

  // MARK: Writing

  private var hasLength = false

  private func writeHead() {
    guard let head = waitingHead else { return }
    waitingHead = nil
    hasLength = head.fields.has("content-length")
    let isBare =
      hasLength || exchange.head.method == "HEAD" || head.status == 204 || head.status == 304
    headSent = exchange.connection.world.now
    exchange.startStream(status: head.status, fields: head.fields, isFramed: isBare)
  }

  private func write(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { write($0) }
  }

  private func write(_ bytes: ByteView) {
    guard !bytes.isEmpty else { return }
    writeHead()
    exchange.send(bytes)
    bytesSent += bytes.count
  }
}
