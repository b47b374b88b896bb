import Testing

@testable import bmm_bench

struct ProgressWatchTests {
  @Test func `a run that is watched is the same run`() throws {
    let scenario = try Scenario(
      text: ScenarioText.with("chaos: { swarm: true }, expect: ['count() == 1']"))
    let alone = try ScenarioRun(scenario, .sim).run()
    let watch = try #require(ProgressWatch(Console()))
    let watched = try ScenarioRun(scenario, .sim, progress: watch).run()
    #expect(watch.turns > 0, "nobody watched")
    #expect(watched.digest == alone.digest)
    #expect(watched.virtual == alone.virtual)
  }

  @Test func `who wants quiet has no watch`() {
    var console = Console()
    console.isQuiet = true
    #expect(ProgressWatch(console) == nil)
  }
}
