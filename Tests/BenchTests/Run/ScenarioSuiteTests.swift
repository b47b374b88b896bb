import Testing

@testable import bmm_bench

/// The scenario files of the project hold.
struct ScenarioSuiteTests {
  private func expectHeld(_ result: RunResult) {
    #expect(result.verdict == .held, "\(result.report)")
    #expect(result.outcomes.contains { $0.count > 0 }, "a run without requests shows nothing")
  }

  @Test(arguments: ["history", "smoke", "service", "regressions"].flatMap(Project.names))
  func `a scenario holds in virtual time`(name: String) throws {
    expectHeld(try Project.scenario(name).run())
  }

  @Test(arguments: Project.names(in: "history"), [7, 2026] as [UInt64])
  func `the history holds whatever the seed`(name: String, seed: UInt64) throws {
    expectHeld(try Project.scenario(name).changed { $0.seed = seed }.run())
  }

  @Test func `a stream holds on real sockets`() throws {
    let result = try ScenarioRun(Project.scenario("smoke/stream"), .live, timeScale: 0.1).run()
    expectHeld(result)
    #expect(result.digest == nil)
    #expect(result.timeScale == 0.1)
  }
}
