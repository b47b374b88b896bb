import Wire
import World

/// A provider that answers every call with raw bytes, by a test's script.
final class ScriptedProvider: @unchecked Sendable {  // Confined to its world's loop.
  typealias Script = @Sendable (ScriptedCall) async -> Void

  private(set) var calls: [ScriptedCall] = []
  private var connectionCount = 0
  private let world: World
  private let script: Script
  private var listener: Listener?

  init(in world: World, _ script: @escaping Script) {
    self.world = world
    self.script = script
  }

  func start(at address: Address) throws -> Address {
    let listener = try world.listen(at: address) { [self] connection in
      connectionCount += 1
      let number = connectionCount
      world.spawn("provider") { [self] in
        await serve(connection, number)
        connection.finish()
        connection.close()
      }
    }
    self.listener = listener
    return listener.address
  }

  func stop() { listener?.close() }

  private func serve(_ connection: Connection, _ number: Int) async {
    while let (head, body) = await request(on: connection) {
      let call = ScriptedCall(calls.count + 1, connection, number, head, body)
      calls.append(call)
      await script(call)
      if connection.failure != nil { return }
    }
  }

  /// The next request, or nil when none comes.
  private func request(on connection: Connection) async -> (HTTPRequestHead, JSONValue)? {
    var parser = HTTPHeadParser(limits: .standard)
    do {
      while true {
        if let (head, headBytes) = try parser.request(in: connection.input.view) {
          connection.consume(headBytes)
          let length = head.fields["content-length"].flatMap(Int.init) ?? 0
          while connection.input.count < length {
            guard case .bytes = try await connection.more() else { return nil }
          }
          let body = try JSONValue.parse(Array(connection.input.view.prefix(length)))
          connection.consume(length)
          return (head, body)
        }
        guard case .bytes = try await connection.more() else { return nil }
      }
    } catch {
      return nil
    }
  }
}
