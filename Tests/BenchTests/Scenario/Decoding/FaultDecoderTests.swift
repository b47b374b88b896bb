import EdgeSim
import Testing
import World

@testable import bmm_bench

struct FaultDecoderTests {
  private static func links(_ faults: String, on link: String = "users-edge") -> String {
    ScenarioText.with("links: { '\(link)': { faults:\n\(faults) } }")
  }

  @Test(
    arguments: [
      ("latency: '3ms'", .latency(.constant(0.003))),
      ("latency: { uniform: ['1ms', '2ms'] }", .latency(.uniform(0.001, 0.002))),
      ("bandwidth: '2kB'", .bandwidth(bytesPerSecond: 2000)),
      (
        "slicer: { size: '10B', variation: '3B', delay: '1ms' }",
        .slicer(averageBytes: 10, variationBytes: 3, delay: .milliseconds(1))
      ),
      ("slicer: { size: '1B' }", .slicer(averageBytes: 1, variationBytes: 0, delay: .zero)),
      ("slowClose: '5s'", .slowClose(.seconds(5))), ("timeout: '5s'", .timeout(.seconds(5))),
      ("resetPeer: '5s'", .resetPeer(.seconds(5))),
      ("cut: { byte: 0 }", .at(.byte(0), .cut)), ("reset: { body: 7 }", .at(.body(7), .reset)),
      ("stall: { event: 3 }", .at(.event(3), .stall)),
      ("drop: { event: 'spec' }", .at(.eventNamed(["spec"]), .drop)),
      ("cut: { event: ['spec', 'error'] }", .at(.eventNamed(["spec", "error"]), .cut)),
      ("corrupt: { character: 9 }", .at(.character(9), .corrupt)),
    ] as [(String, LinkToxic)])
  func `every fault can be written`(text: String, toxic: LinkToxic) throws {
    let scenario = try Scenario(text: Self.links("[{ \(text) }]"))
    let fault = LinkFault(id: "fault 1", toxic, direction: .down)
    #expect(scenario.faultyLinks == [FaultyLink(from: "users", to: "edge", faults: [fault])])
  }

  @Test func `a fault says whom it meets`() throws {
    let scenario = try Scenario(
      text: Self.links(
        """
        [
          { cut: { byte: 9 }, direction: 'both', share: '10%', from: '3s', for: '2s' },
          { stall: { byte: 9 }, direction: 'up', nthConnection: 4 },
        ]
        """))
    var first = LinkFault(id: "fault 1", .at(.byte(9), .cut))
    first.share = 0.1
    first.window = LinkWindow(start: .seconds(3), length: .seconds(2))
    var second = LinkFault(id: "fault 2", .at(.byte(9), .stall), direction: .up)
    second.nthConnection = 4
    #expect(scenario.faultyLinks.first?.faults == [first, second])
  }

  @Test func `a link with faults only stays as long as it was`() throws {
    let plain = try Scenario(text: ScenarioText.with())
    let scenario = try Scenario(text: Self.links("[{ timeout: '1s' }]"))
    #expect(scenario.links == plain.links)
    let names = scenario.simulatedLinks.suffix(2).map { "\($0.from) \($0.to)" }
    #expect(names == ["users link-users-edge", "link-users-edge edge"])
    #expect(scenario.simulatedLinks.suffix(2).first?.profile == .visitor)
  }

  @Test(
    arguments: [
      (
        "[{ cut: { event: ['spec', 'spce'] } }]",
        "3:27: links[\"users-edge\"].faults[0].cut.event[1] cannot be \"spce\"; did you mean "
          + "\"spec\"? (there are: text, spec, error)"
      ),
      (
        "[{ cut: { byte: 1 }, from: '3h' }]",
        "3:28: links[\"users-edge\"].faults[0].from is 3h, which never comes: the run's limit is "
          + "2h"
      ),
      ("[]", "3:1: links[\"users-edge\"].faults has 0 elements; allowed: 1 to 100"),
      (
        "[{ share: '1%' }]",
        "3:2: links[\"users-edge\"].faults[0] needs one of latency, bandwidth, slicer, slowClose, "
          + "timeout, resetPeer, cut, reset, stall, drop, corrupt, down"
      ),
      (
        "[{ cutt: { byte: 1 } }]",
        "3:4: unknown key \"cutt\" in links[\"users-edge\"].faults[0]; did you mean \"cut\"? "
          + "(known: latency, bandwidth, slicer, slowClose, timeout, resetPeer, cut, reset, stall, "
          + "drop, corrupt, down, direction, share, nthConnection, from, …)"
      ),
      (
        "[{ cut: { byte: 1 }, timeout: '1s' }]",
        "3:9: links[\"users-edge\"].faults[0].cut is a second fault beside \"timeout\"; keep one "
          + "of them"
      ),
      (
        "[{ cut: {} }]",
        "3:9: links[\"users-edge\"].faults[0].cut needs one of byte, body, event, character"
      ),
      (
        "[{ cut: { byte: 1, event: 2 } }]",
        "3:27: links[\"users-edge\"].faults[0].cut.event is a second position beside \"byte\"; "
          + "keep one of them"
      ),
      (
        "[{ cut: { event: 0 } }]",
        "3:18: links[\"users-edge\"].faults[0].cut.event is 0; allowed: at least 1"
      ),
      (
        "[{ cut: { event: true } }]",
        "3:18: links[\"users-edge\"].faults[0].cut.event must be a number, a name or an array of "
          + "names, not true or false"
      ),
      (
        "[{ cut: { body: 1 }, direction: 'up' }]",
        "3:33: links[\"users-edge\"].faults[0].direction is \"up\", but only what goes down has "
          + "answers: use byte, or leave direction out"
      ),
      (
        "[{ cut: { byte: 1 }, direction: 'upp' }]",
        "3:33: links[\"users-edge\"].faults[0].direction cannot be \"upp\"; did you mean \"up\"? "
          + "(allowed: up, down, both)"
      ),
      (
        "[{ slicer: { size: '2B', variation: '3B' } }]",
        "3:37: links[\"users-edge\"].faults[0].slicer.variation is 3B; allowed: 0B to 2B"
      ),
      (
        "[{ bandwidth: '0B' }]",
        "3:15: links[\"users-edge\"].faults[0].bandwidth is 0B; allowed: at least 1B"
      ),
    ])
  func `a wrong fault is refused with its place`(faults: String, message: String) {
    #expect(Scenario.complaint(about: Self.links(faults)) == "x.json5:\(message)")
  }

  @Test func `a link that is not there can have no faults`() {
    #expect(
      Scenario.complaint(about: Self.links("[{ timeout: '1s' }]", on: "users-service"))
        == "x.json5:2:27: links[\"users-service\"] is a link that is not there; there are "
        + "users-edge, edge-service, service-llm")
  }

  @Test func `a provider's events have names of their own`() throws {
    let scenario = try Scenario(
      text: Self.links("[{ cut: { event: 'message_stop' } }]", on: "service-llm"))
    #expect(scenario.faultyLinks.first?.faults.count == 1)
  }
}
