import HTTP
import Wire
import World

/// Writes server-sent events to one client, and a comment whenever it was silent for too long.
final class EventStream: ConnectionSink, @unchecked Sendable {  // Confined to its world's loop.
  /// Called when a client that read too slowly has caught up.
  var onDrained: () -> Void = {}

  private let exchange: HTTPExchange
  private let world: World
  /// Looked at for each token, hence no `Duration`.
  private let keepAliveNanoseconds: Int64?
  private let bugs: KnownBugs
  private var unsent = ByteBuffer()
  private var lastWrite: Instant
  private var hasSentText = false

  init(_ exchange: HTTPExchange, in world: World, keepAlive: Duration?, bugs: KnownBugs) {
    self.exchange = exchange
    self.world = world
    keepAliveNanoseconds = keepAlive?.nanoseconds
    self.bugs = bugs
    lastWrite = world.now
  }

  // MARK: Writing

  /// Sends the head; `fields` are those that every answer has.
  func start(_ fields: HTTPFields) {
    var fields = fields
    fields.append("content-type", "text/event-stream; charset=utf-8")
    // Tells nginx to pass each event on at once.
    fields.append("x-accel-buffering", "no")
    exchange.connection.sink = self
    exchange.startStream(status: 200, fields: fields)
    lastWrite = world.now
  }

  /// Adds a `text` event; it goes out with the next flush.
  func text(_ delta: ByteView) {
    unsent.append(literal: "event: text\ndata: {\"delta\":\"")
    JSONWriter.escape(delta, into: &unsent)
    unsent.append(literal: "\"}\n\n")
    hasSentText = true
  }

  /// Sends the events added since the last time, in one piece.
  func flush() {
    guard !unsent.isEmpty else { return }
    exchange.send(unsent.view)
    unsent.removeAll()
    lastWrite = world.now
  }

  /// Sends an event of one line of JSON; once the stream has ended it goes nowhere.
  func event(_ type: String, _ json: [UInt8]) {
    var bytes: [UInt8] = []
    SSEWriter.event(type, data: json, into: &bytes)
    unsent.append(bytes)
    flush()
  }

  /// Ends the response.
  func end() {
    exchange.connection.sink = nil
    exchange.endStream()
  }

  /// Resets a client that has stopped to read.
  func cut() {
    exchange.connection.abort(CallStop.clientGone)
  }

  // MARK: Keep-alive

  /// When the next comment is due if nothing is written before.
  var keepAliveDue: Instant {
    guard let keepAliveNanoseconds, !bugs.contains(.keepAliveOff) else { return .never }
    if bugs.contains(.keepAliveOnlyAfterFirstToken), !hasSentText { return .never }
    return lastWrite.advanced(byNanoseconds: keepAliveNanoseconds)
  }

  /// Sends a comment if one is due.
  func keepAliveIfDue() {
    guard world.now >= keepAliveDue else { return }
    unsent.append(literal: ": keepalive\n\n")
    flush()
  }

  // MARK: A slow client

  /// Whether too much is written that the client has not taken.
  var isCongested: Bool { exchange.connection.isCongested }

  func outputDrained(_ connection: Connection) { onDrained() }

  /// The next request may come before this answer has ended; it waits in the connection.
  func inputChanged(_ connection: Connection) {}
}
