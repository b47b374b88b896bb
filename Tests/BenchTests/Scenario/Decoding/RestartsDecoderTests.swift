import EdgeSim
import Testing
import World

@testable import bmm_bench

struct RestartsDecoderTests {
  private static func text(_ faults: String) -> String {
    ScenarioText.with("edge: 'cloudflare-2026 > nginx-1.22', faults:\n\(faults)")
  }

  @Test func `a role dies at a time, for a second if nothing is said`() throws {
    let scenario = try Scenario(
      text: Self.text("[{ at: '30s', restart: 'hop-2', down: '2s' }, { at: '1s', restart: 'llm' }]")
    )
    #expect(
      scenario.restarts == [
        Restart(role: "hop-2", at: .seconds(30), down: .seconds(2)),
        Restart(role: "llm", at: .seconds(1), down: .seconds(1)),
      ])
  }

  @Test func `a link that dies is down for that time`() throws {
    let scenario = try Scenario(
      text: Self.text("[{ at: '30s', restart: 'edge-hop-2', down: '2s' }]"))
    let window = LinkWindow(start: .seconds(30), length: .seconds(2))
    #expect(
      scenario.faultyLinks == [
        FaultyLink(from: "edge", to: "hop-2", faults: [], outages: [LinkOutage(.refused, window)])
      ])
    #expect(scenario.restarts == [])
  }

  @Test(
    arguments: [
      ("[{ restart: 'edge' }]", "3:2: faults[0] lacks the key \"at\""),
      ("[{ at: '1s' }]", "3:2: faults[0] lacks the key \"restart\""),
      (
        "[{ at: '1s', restart: 'hop-3' }]",
        "3:23: faults[0].restart cannot be \"hop-3\"; did you mean \"hop-2\"? (there are: edge, "
          + "hop-2, service, llm, users-edge, edge-hop-2, hop-2-service, service-llm)"
      ),
      (
        "[{ at: '1s', restart: 'edge-hop-2', drain: '5s' }]",
        "3:23: faults[0].restart is a link, which has nothing to drain; roles have: take drain away"
      ),
      (
        "[{ at: '1s', restart: 'llm', drain: '9s' }, { at: '10.5s', restart: 'llm' }]",
        "3:69: faults[1].restart is dead at that time already: let it come back first"
      ),
      (
        "[{ at: '1s', restart: 'edge', down: '0s' }]",
        "3:37: faults[0].down is 0s; allowed: at least 1ms"
      ),
      (
        "[{ at: '12s', restart: 'edge' }, { at: '10s', restart: 'edge', down: '5s' }]",
        "3:56: faults[1].restart is dead at that time already: let it come back first"
      ),
      (
        "[{ at: '2h', restart: 'edge' }]",
        "3:8: faults[0].at is 2h, which never comes: the run's limit is 2h"
      ),
    ])
  func `a wrong one is refused with its place`(faults: String, message: String) {
    #expect(Scenario.complaint(about: Self.text(faults)) == "x.json5:\(message)")
  }
}
