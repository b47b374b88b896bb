import HTTP
import Wire
import World

/// Writes server-sent events to one client, and a comment whenever it was silent for too long.
///
/// It follows a draft's text at the pace of its client: a slow one holds up nobody else.
final class EventStream: ConnectionSink, @unchecked Sendable {  // Confined to its world's loop.
  /// Called when `hasCaughtUp` or `nextWake` may have changed by more than a later write.
  var onChange: () -> Void = {}

  private let exchange: HTTPExchange
  private let world: World
  /// Looked at for each token, hence no `Duration`.
  private let keepAliveNanoseconds: Int64?
  private let bugs: KnownBugs
  private let unsent: EventBuffer
  private var lastWrite: Instant
  private var draft: DraftText?
  /// How much of the draft's text was sent.
  private var cursor = 0
  /// How the client takes what it was sent, while there is more for it than it takes.
  private var lag: ReadingPace?

  init(
    _ exchange: HTTPExchange, in world: World, by unsent: EventBuffer, keepAlive: Duration?,
    bugs: KnownBugs
  ) {
    self.exchange = exchange
    self.unsent = unsent
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
    // As it must not be: the timer is wound when it should have gone off.
    if bugs.contains(.keepAliveLate) {
      lastWrite = lastWrite.advanced(byNanoseconds: keepAliveNanoseconds ?? 0)
    }
  }

  /// Sends a draft's text from now on: what is there in one event, the rest as it comes.
  func follow(_ draft: DraftText) {
    self.draft = draft
    catchUp()
  }

  /// Sends what has come of the draft, as far as the client takes it.
  func catchUp() {
    guard let draft else { return }
    while cursor < draft.count {
      if exchange.connection.isCongested { return stall() }
      let isFirst = cursor == 0
      let end = draft.end(ofPieceFrom: cursor)
      unsent.bytes.append(literal: "event: text\ndata: {\"delta\":\"")
      draft.bytes.withUnsafeBufferPointer {
        JSONWriter.escape($0.part(cursor..<end), into: &unsent.bytes)
      }
      unsent.bytes.append(literal: "\"}\n\n")
      cursor = end
      flush()
      if isFirst { onChange() }
    }
  }

  /// Whether the client was sent all of the text that has come.
  var hasCaughtUp: Bool { cursor == draft?.count ?? 0 }

  private func flush() {
    exchange.send(unsent.bytes.view)
    unsent.clear()
    lastWrite = world.now
  }

  /// Sends an event of one line of JSON; once the stream has ended it goes nowhere.
  func event(_ type: PreviewEvent, _ json: [UInt8]) {
    var bytes: [UInt8] = []
    SSEWriter.event(type.rawValue, data: json, into: &bytes)
    unsent.bytes.append(bytes)
    flush()
  }

  /// Ends the response.
  func end() {
    exchange.connection.sink = nil
    exchange.endStream()
  }

  /// Resets a client that has stopped to read.
  func cut() {
    world.mark(ServiceMark.stalledClientCut)
    exchange.connection.abort(CallStop.clientGone)
  }

  // MARK: Keep-alive

  /// When its task has to look at it again, if nothing is written before.
  var nextWake: Instant {
    lag?.nextLook ?? keepAliveDue
  }

  /// When the next comment is due if nothing is written before.
  private var keepAliveDue: Instant {
    guard let keepAliveNanoseconds, !bugs.contains(.keepAliveOff) else { return .never }
    if bugs.contains(.keepAliveOnlyAfterFirstToken), cursor == 0 { return .never }
    return lastWrite.advanced(byNanoseconds: keepAliveNanoseconds)
  }

  /// Sends a comment if one is due.
  func keepAliveIfDue() {
    guard lag == nil, world.now >= keepAliveDue else { return }
    world.mark(cursor == 0 ? ServiceMark.keptAliveBeforeText : .keptAliveInText)
    unsent.bytes.append(literal: ": keepalive\n\n")
    flush()
  }

  // MARK: A slow client

  /// Whether the client has taken too little for too long, though there is more for it; to be asked
  /// whenever `nextWake` has come.
  func hasStalled() -> Bool {
    lag?.isTooSlow(exchange.connection) ?? false
  }

  /// Whether the client has not taken what came before.
  var isUnderPressure: Bool { exchange.connection.isCongested }

  private func stall() {
    guard lag == nil else { return }
    lag = ReadingPace(of: exchange.connection)
    world.mark(ServiceMark.slowClient)
    onChange()
  }

  func outputDrained(_ connection: Connection) {
    if lag != nil { world.mark(ServiceMark.caughtUp) }
    lag = nil
    catchUp()
    onChange()
  }

  /// The next request may come before this answer has ended; it waits in the connection.
  func inputChanged(_ connection: Connection) {}
}
