import HTTP
import Wire
import World

/// An honest origin: it streams a line every 100 ms, and much or little of it.
final class PacedOrigin: HTTPHandler {
  /// The path whose answer fills all buffers on its way within a few seconds.
  static let long = "/long"

  func handle(_ exchange: HTTPExchange) async throws {
    _ = try await exchange.body()
    let isLong = exchange.head.path == Self.long
    let line = Array(String(repeating: "x", count: isLong ? 15_000 : 600).utf8) + [10]
    exchange.startStream(status: 200, fields: ["content-type": "text/plain"])
    for _ in 0..<(isLong ? 100 : 20) {
      exchange.send(line)
      await exchange.connection.world.sleep(for: .milliseconds(100))
      let patience = exchange.connection.world.now + .seconds(500)
      guard try await exchange.connection.drained(by: patience) else { return }
    }
    exchange.send(Array("the end\n".utf8))
    exchange.endStream()
  }

  func answer(to refusal: HTTPRefusal, of head: HTTPRequestHead?) -> HTTPAnswer {
    HTTPAnswer(status: refusal.status)
  }
}
