import HTTP
import Wire
import World

/// Moves the bytes of a tunnel both ways; a slow side holds the other one up.
final class TunnelRelay: ConnectionSink, @unchecked Sendable {  // Confined to its world's loop.
  private let client: Connection
  private let origin: Connection
  private let silence: SilenceWatch
  private var machine = TunnelMachine()
  /// Finds the gaps between the messages to the client, where a frame of our own could stand.
  private var messages: WebSocketParser?
  private var isMoving = false
  /// Bytes passed to the client.
  private(set) var bytesToClient = 0
  /// Called once when the tunnel is over.
  var whenOver: (EdgeCause) -> Void = { _ in }

  init(_ client: Connection, _ origin: Connection, idle: Duration, _ rules: EdgeTunnels) {
    self.client = client
    self.origin = origin
    silence = SilenceWatch(client.world, limit: idle, .zero)
    messages = rules.restart == .closeFrame ? WebSocketParser(.client) : nil
    silence.whenOver = { [unowned self] in act(on: .wasSilent) }
  }

  /// Takes over both connections, with what has come on them already.
  func start() {
    client.sink = self
    origin.sink = self
    silence.start()
    move()
  }

  /// The hop goes down.
  func restart() {
    act(on: .restarts(saysSo: messages?.isBetweenMessages == true))
  }

  /// The exchange is over for a reason of its own: no timer may find this relay gone.
  func stop() {
    silence.stop()
  }

  /// The client has finished, or its connection is gone.
  func clientLeft() {
    if client.failure is ServerDraining { restart() } else { move() }
  }

  func inputChanged(_ connection: Connection) {
    silence.noteRead()
    move()
  }

  func outputDrained(_ connection: Connection) {
    move()
  }

  /// Passing bytes on can let the next ones in at once, which this loop then takes as well.
  private func move() {
    guard !isMoving, machine.cause == nil else { return }
    isMoving = true
    defer { isMoving = false }
    while machine.cause == nil, pass(from: client, to: origin) || pass(from: origin, to: client) {}
    check(client, .client)
    check(origin, .origin)
  }

  private func pass(from source: Connection, to target: Connection) -> Bool {
    guard !source.input.isEmpty, !target.isCongested, target.failure == nil else { return false }
    let view = source.input.view
    target.write(view)
    if source === origin {
      bytesToClient += view.count
      read(view)
    }
    source.consume(view.count)
    return true
  }

  /// A message over the parser's limit, or bytes that are none, make a frame of ours impossible.
  private func read(_ view: ByteView) {
    do { try messages?.feed(view) { _ in } } catch { messages = nil }
  }

  private func check(_ connection: Connection, _ side: TunnelMachine.Side) {
    if connection.failure != nil { return act(on: .failed(side)) }
    if connection.inputEnded, connection.input.isEmpty { act(on: .ended(side)) }
  }

  private func act(on input: TunnelMachine.Input) {
    let decision = machine.on(input)
    guard decision != .nothing, let cause = machine.cause else { return }
    silence.stop()
    client.sink = nil
    origin.sink = nil
    if decision == .finishWithWord { client.write(Self.goingAway) }
    for connection in [client, origin] {
      connection.finish()
      connection.close()
    }
    whenOver(cause)
  }

  /// Code 1001 with the words that were seen in the field (websockets/ws issue 1520).
  private static let goingAway: [UInt8] = {
    var bytes: [UInt8] = []
    let close = WebSocketClose(.goingAway, reason: "CloudFlare WebSocket Proxy restarting")
    WebSocketWriter.close(close, mask: nil, into: &bytes)
    return bytes
  }()
}
