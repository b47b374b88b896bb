import HTTP
import Testing
import Wire
import World

@testable import bmm_bench

/// A server that answers at once, but for a while in which it answers nobody.
final class StallingServer: HTTPHandler {
  /// The while.
  let stall: ClosedRange<Duration>
  private let world: World

  init(in world: World, stall: ClosedRange<Duration>) {
    self.world = world
    self.stall = stall
  }

  func handle(_ exchange: HTTPExchange) async throws {
    if world.now >= .start + stall.lowerBound, world.now < .start + stall.upperBound {
      await world.sleep(until: .start + stall.upperBound)
    }
    exchange.respond(
      HTTPAnswer(
        status: 200, fields: ["content-type": "application/json"], body: Array("{\"spec\":{}}".utf8)
      ))
  }

  func answer(to refusal: HTTPRefusal, of head: HTTPRequestHead?) -> HTTPAnswer {
    HTTPAnswer(status: refusal.status)
  }

  /// What a group of users saw of such a server, in either world.
  static func records(
    of arrivals: String, stall: ClosedRange<Duration>, in arm: Arm
  ) throws -> [RequestRecord] {
    let group = try #require(try Scenario(text: ScenarioText.arrivals(arrivals)).groups.first)
    let loop =
      arm == .sim
      ? Loop.simulated(SimOptions(seed: 1)) : try .live(LiveOptions(seed: 1, timeScale: 0.02))
    let (users, service) = (World("users", on: loop), World("service", on: loop))
    let handler = StallingServer(in: service, stall: stall)
    let server = HTTPServer("stalling", in: service, handler: handler)
    let host = arm == .sim ? "service" : "127.0.0.1"
    let address = try server.listen(at: Address(host, port: 0))
    let accounts = UserAccount.make(for: group, number: 0, in: users)
    let target = UserTarget(address: address, host: "api", webOrigin: Stack.webOrigin)
    let journal = RunJournal()
    users.spawn("group") {
      await GroupRunner(group, accounts, target, in: users, journal).run()
      await server.drain(by: users.now)
      loop.end(within: .seconds(1))
    }
    _ = loop.run(until: .start + .seconds(3600))
    return journal.records
  }
}
