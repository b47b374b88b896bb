import HTTP
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

  /// The body of an answer, asked for once; anything but a whole answer of status 200 is an error.
  static func body(of request: HTTPRequest, at address: Address) throws -> [UInt8] {
    let world = World("asking", on: try Loop.live(LiveOptions(seed: 1)))
    let result = Answer()
    world.spawn("ask") {
      let deadline = world.now + BenchLimits.gaugePatience
      let client = HTTPClient(in: world, to: address)
      do {
        let call = try await client.send(request, connectBy: deadline)
        defer { call.close() }
        result.status = try await call.head(by: deadline).status
        while try await call.body(by: deadline, { result.body.append(contentsOf: $0) }) == .bytes {}
      } catch {
        result.status = 0
      }
      client.close()
      world.loop.end(within: .zero)
    }
    _ = world.loop.run(until: .never)
    guard result.status == 200 else {
      throw LiveGaugeError.unreadable(
        what: "\(request.target) with status \(result.status)",
        text: String(decoding: result.body, as: UTF8.self))
    }
    return result.body
  }

  /// The way from the task that asked.
  private final class Answer: @unchecked Sendable {  // Confined to its loop, and read after it.
    var status = 0
    var body: [UInt8] = []
  }

  /// The way from the task to the end of its loop.
  private final class Result: @unchecked Sendable {  // Confined to its loop, and read after it.
    var isUp = false
  }
}
