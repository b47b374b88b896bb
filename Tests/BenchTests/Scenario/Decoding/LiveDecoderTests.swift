import Testing

@testable import bmm_bench

struct LiveDecoderTests {
  @Test(
    arguments: [
      ("{ timeScale: 0.05 }", .timeScale(0.05)),
      ("{ skip: 'needs virtual time' }", .skipped(reason: "needs virtual time")),
    ] as [(String, LivePlan)])
  func `a scenario says how it runs live`(live: String, expected: LivePlan) throws {
    #expect(try Scenario(text: ScenarioText.with("live: \(live)")).live == expected)
  }

  @Test(
    arguments: [
      ("{ timeScale: 0 }", "2:20: live.timeScale is 0; allowed: 0.001 to 1"),  // Time would stand.
      ("{ timeScale: 2 }", "2:20: live.timeScale is 2; allowed: 0.001 to 1"),
      ("{ timeScale: '5%' }", "2:20: live.timeScale must be a number, not a text"),
      (
        "{ timescale: 0.5, skip: 'a' }",
        "2:9: unknown key \"timescale\" in live (known: skip)"
      ),
    ])
  func `a wrong plan is refused with its place`(live: String, message: String) {
    #expect(
      Scenario.complaint(about: ScenarioText.with("live: \(live)")) == "x.json5:\(message)")
  }
}
