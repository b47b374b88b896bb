import World

/// Which of the two worlds a test runs in; most run in both with the same body.
enum Arm: CaseIterable {
  case sim
  case live

  func loop(seed: UInt64 = 1, timeScale: Double = 0.01) throws -> Loop {
    switch self {
    case .sim: .simulated(SimOptions(seed: seed))
    case .live: try .live(LiveOptions(seed: seed, timeScale: timeScale))
    }
  }

  /// Where a test server listens.
  func address(_ world: World, port: Int = 0) -> Address {
    self == .sim ? Address(world.name, port: port) : Address("127.0.0.1", port: port)
  }
}

/// What a test's tasks leave behind for its expectations.
final class Box<Value>: @unchecked Sendable {  // Written on the loop, read after it has ended.
  var value: Value

  init(_ value: Value) {
    self.value = value
  }
}

extension Connection {
  /// The input so far as text, all of it consumed.
  func takeText() -> String {
    let text = String(decoding: input.view, as: UTF8.self)
    consume(input.count)
    return text
  }

  /// Reads to the end, as text.
  func readToEnd() async throws -> String {
    var text = ""
    while try await more(by: world.now + .seconds(60)) == .bytes { text += takeText() }
    return text
  }
}
