import Testing
import World

@testable import bmm_bench

struct ChaosDecoderTests {
  @Test(
    arguments: [
      ("{}", .random, .none),
      ("{ schedule: 'fifo' }", .firstInFirstOut, .none),
      ("{ schedule: 'lifo' }", .lastInFirstOut, .none),
      (
        "{ stalls: { share: '2%', delay: { uniform: ['0s', '50ms'] } } }", .random,
        TaskStalls(probability: 0.02, delay: .uniform(0, 0.05))
      ),
    ] as [(String, SchedulePolicy, TaskStalls)])
  func `every unkindness can be written`(
    chaos: String, schedule: SchedulePolicy, stalls: TaskStalls
  ) throws {
    let scenario = try Scenario(text: ScenarioText.with("chaos: \(chaos)"))
    #expect(scenario.schedule == schedule)
    #expect(scenario.stalls == stalls)
  }

  @Test(
    arguments: [
      (
        "{ stall: {} }",
        "2:10: unknown key \"stall\" in chaos; did you mean \"stalls\"? "
          + "(known: schedule, stalls, swarm)"
      ),
      (
        "{ schedule: 'kind' }",
        "2:20: chaos.schedule cannot be \"kind\" (allowed: random, fifo, lifo)"
      ),
      (
        "{ stalls: { share: 2, delay: '1s' } }",
        "2:27: chaos.stalls.share is 2; allowed: 0 to 1, or \"0%\" to \"100%\""
      ),
      ("{ stalls: { share: '2%' } }", "2:18: chaos.stalls lacks the key \"delay\""),
      (
        "{ stalls: { share: 1, delay: '1s' } }",  // Each task would be put back for ever.
        "2:27: chaos.stalls.share is 100 %; at most 90.0 %, or nothing ever runs"
      ),
      ("{ swarm: 'all' }", "2:17: chaos.swarm must be true or false, not a text"),
      ("{ swarm: [] }", "2:17: chaos.swarm has 0 elements; allowed: 1 to 4"),
      (
        "{ swarm: ['stall'] }",
        "2:18: chaos.swarm[0] cannot be \"stall\"; did you mean \"stalls\"? "
          + "(allowed: schedule, stalls, slowStatements, lateSegments)"
      ),
    ])
  func `wrong chaos is refused with its place`(chaos: String, message: String) {
    #expect(
      Scenario.complaint(about: ScenarioText.with("chaos: \(chaos)")) == "x.json5:\(message)")
  }

  @Test func `a swarm draws everything, or what is named`() throws {
    let all = try Scenario(text: ScenarioText.with("chaos: { swarm: true }"))
    #expect(all.swarm && all.swarmFaults == SwarmFault.allCases)
    let some = try Scenario(text: ScenarioText.with("chaos: { swarm: ['lateSegments'] }"))
    #expect(some.swarm && some.swarmFaults == [.lateSegments])
    #expect(try !Scenario(text: ScenarioText.with("chaos: { swarm: false }")).swarm)
  }
}
