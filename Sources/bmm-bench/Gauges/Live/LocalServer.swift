import World

/// Ports for programs that do not choose one themselves, and the wait until they listen there.
enum LocalServer {
  /// An address that was free a moment ago.
  static func freeAddress() throws -> Address {
    let world = World("ports", on: try Loop.live(LiveOptions(seed: 1)))
    let listener = try world.listen(at: Address("127.0.0.1", port: 0)) { $0.close() }
    defer { listener.close() }
    return listener.address
  }

  /// Waits until somebody listens at an address; false when nobody does in time.
  static func isUp(_ address: Address, within patience: Duration) throws -> Bool {
    let loop = try Loop.live(LiveOptions(seed: 1))
    let world = World("waiting", on: loop)
    let result = Result()
    world.spawn("connect") {
      while !result.isUp {
        guard let connection = try? await world.connect(to: address, by: world.now + patience)
        else {
          await world.sleep(for: .milliseconds(5))
          continue
        }
        result.isUp = true
        connection.close()
      }
    }
    _ = loop.run(until: .start + patience)
    return result.isUp
  }

  /// The way from the task to the end of its loop.
  private final class Result: @unchecked Sendable {  // Confined to its loop, and read after it.
    var isUp = false
  }
}
