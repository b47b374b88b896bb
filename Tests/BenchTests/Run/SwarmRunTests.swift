import Testing
import Wire
import World

@testable import bmm_bench

@Suite struct SwarmRunTests {
  private func run(_ members: String, seed: UInt64) throws -> RunResult {
    var scenario = try Scenario(text: ScenarioText.with(members))
    scenario.seed = seed
    return try scenario.run()
  }

  @Test(arguments: [UInt64(1), 2, 3])
  func `a run has the intensities of its seed and says so in its result`(seed: UInt64) throws {
    let result = try run("chaos: { swarm: true }", seed: seed)
    let swarm = SwarmIntensity(seed: seed)
    #expect(result.swarm == swarm)
    let json = ResultFile.json(ResultDocument(result, by: .test))["swarm"]
    #expect(json?["schedule"]?.stringValue == swarm.policy.rawValue)
    #expect(
      json?.objectValue?.map(\.key) == [
        "schedule", "stallShare", "stallSecondsMax", "slowStatementShare", "slowStatementFactor",
        "lateSegmentShare", "lateSegmentMediansMax",
      ])
  }

  @Test func `one seed gives one run with a swarm, and another one than without`() throws {
    let digest = try run("chaos: { swarm: true }", seed: 3).digest
    #expect(try run("chaos: { swarm: true }", seed: 3).digest == digest)
    #expect(try run("", seed: 3).digest != digest)
  }

  @Test func `without a swarm the result has none`() throws {
    let result = try run("chaos: { swarm: false }", seed: 3)
    #expect(result.swarm == nil)
    #expect(ResultFile.json(ResultDocument(result, by: .test))["swarm"] == .null)
    #expect(try run("", seed: 3).digest == result.digest)
  }

  @Test(arguments: ["schedule: 'fifo'", "stalls: { share: '2%', delay: '1s' }"])
  func `a swarm draws schedule and stalls, so they cannot be given as well`(other: String) {
    #expect(
      Scenario.complaint(about: ScenarioText.with("chaos: { swarm: true, \(other) }"))
        == "x.json5:2:8: chaos has a swarm, which draws schedule and stalls itself: "
        + "leave them out")
  }
}
