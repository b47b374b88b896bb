import Testing
import World

@testable import bmm_bench

struct StepDecoderTests {
  private func step(_ text: String) throws -> UserStep {
    try #require(try Scenario(text: ScenarioText.steps("[\(text)]")).groups.first?.steps.first)
  }

  private func preview(_ text: String) throws -> PreviewStep {
    guard case .preview(_, let step) = try step("{ previewStream: \(text) }") else {
      throw Absent()
    }
    return step
  }

  private struct Absent: Error {}

  @Test func `users leave at a point, click twice and reload, each by a share`() throws {
    let step = try preview(
      """
      { leaveAt: { event: 3 }, leaveAfter: '9s', leaveShare: '30%',
        doubleClick: { share: 0.5, after: '0.2s' }, reload: { after: { uniform: ['1s', '2s'] } } }
      """)
    #expect(step.leaveAt == .event(3))
    #expect(step.leaveAfter == .constant(9))
    #expect(step.leaveShare == 0.3)
    #expect(step.doubleClick == SecondTry(share: 0.5, after: .constant(0.2)))
    #expect(step.reload == SecondTry(share: 1, after: .uniform(1, 2)))
    #expect(try preview("{ leaveAt: 'firstToken' }").leaveAt == .firstToken)
  }

  @Test func `what users have to see has the name of its group and step`() throws {
    let step = try preview(
      """
      { sees: { outcome: ['spec', 'left'], status: 200, says: 'a', readable: true,
        terminalEvents: 1, text: 'b', firstTokenWithin: '5s', within: '95s' } }
      """)
    let sight = try #require(step.sees)
    #expect(sight.name == "sees(u, steps[0])")
    #expect(
      sight.wanted == "outcome spec or left, status 200, told \"a\", readable, terminal events 1, "
        + "text \"b\", first token within 5s, within 95s")
  }

  @Test func `a request has what it says, and what follows from that`() throws {
    let plain = try step("{ request: { path: '/healthz' } }")
    let full = try step(
      """
      { request: { method: 'PUT', path: '/v1/servers/preview?a=1', body: { a: [1, 2.5, null] },
        headers: { 'X-A': 'b' } } }
      """)
    let text = try step("{ request: { path: '/a', body: 'no json' } }")
    #expect(
      plain
        == .request(
          RequestStep(method: "GET", path: "/healthz", fields: [:], body: [], sees: nil)))
    guard case .request(let request) = full, case .request(let other) = text else {
      throw Absent()
    }
    #expect(request.method == "PUT")
    #expect(request.route == .sync)
    #expect(request.fields["x-a"] == "b")
    #expect(String(decoding: request.body, as: UTF8.self) == "{\"a\":[1,2.5,null]}")
    #expect(other.method == "POST")
    #expect(other.route == .other)
    #expect(String(decoding: other.body, as: UTF8.self) == "no json")
  }

  @Test func `steps stand inside steps`() throws {
    let wait = UserStep.wait(.constant(1))
    #expect(
      try step("{ repeat: { times: 3, steps: [{ wait: '1s' }] } }") == .again(times: 3, [wait]))
    #expect(
      try step("{ oneOf: [{ weight: 2, steps: [{ wait: '1s' }] }] }")
        == .oneOf([Weighted(weight: 2, value: [wait])]))
  }

  @Test(
    arguments: [
      (
        "{ preview: { leaveAt: 'firstToken' } }",
        "preview.leaveAt needs a stream: previewStream or analyze"
      ),
      (
        "{ analyze: { leaveAt: 'first' } }",
        "analyze.leaveAt cannot be \"first\"; write \"firstToken\" or { event: 3 }"
      ),
      ("{ analyze: { leaveAt: { event: 0 } } }", "leaveAt.event is 0; allowed: 1 to 1000000"),
      (
        "{ preview: { leaveShare: 0.5 } }",
        "leaveShare needs leaveAfter or leaveAt, which say when they leave"
      ),
      ("{ preview: { reload: { share: 2, after: '1s' } } }", "reload.share is 2; allowed: 0 to 1"),
      ("{ preview: { doubleClick: {} } }", "doubleClick lacks the key \"after\""),
      ("{ preview: { sees: {} } }", "sees says nothing that has to be seen"),
      ("{ preview: { sees: { outcome: 'spek' } } }", "sees.outcome cannot be \"spek\"; did you"),
      ("{ preview: { sees: { text: 'a' } } }", "sees.text needs a stream: previewStream or"),
      (
        "{ preview: { sees: { see: 1 } } }", "unknown key \"see\" in users[0].steps[0].preview.sees"
      ),
      ("{ request: {} }", "request lacks the key \"path\""),
      ("{ request: { path: 'healthz' } }", "path must begin with / and hold visible ASCII"),
      ("{ request: { path: '/a b' } }", "path must begin with / and hold visible ASCII"),
      ("{ request: { path: '/', method: 'TRACE' } }", "request.method cannot be \"TRACE\""),
      (
        "{ request: { path: '/', headers: { Host: 'a' } } }",
        "cannot be sent: \"Host\" is no field name, or the program's own"
      ),
      (
        "{ request: { path: '/', headers: { 'a b': 'c' } } }",
        "cannot be sent: \"a b\" is no field name, or the program's own"
      ),
      ("{ request: { path: '/', headers: { a: 'b\\r\\nc: d' } } }", "holds a control character"),
      ("{ repeat: { times: 0, steps: [] } }", "repeat.times is 0; allowed: 1 to 1000000"),
      ("{ repeat: { times: 1, steps: [] } }", "repeat.steps has 0 elements; allowed: 1 to 100"),
      ("{ oneOf: [] }", "oneOf has 0 elements; allowed: 1 to 100"),
      (
        "{ oneOf: [{ weight: 0, steps: [{ wait: '1s' }] }] }",
        "oneOf[0].weight is 0; allowed: 0.001 to 1000000"
      ),
    ])
  func `a wrong step is refused`(step: String, message: String) {
    let text = Scenario.complaint(about: ScenarioText.steps("[\(step)]"))
    #expect(text?.contains(message) == true, "\(text ?? "")")
  }

  @Test(
    arguments: [
      ("plan: { team: 0 }", "users[0].plan.team is 0; allowed: 0.001 to 1000000"),
      ("plan: {}", "users[0].plan names no plan"),
      ("plan: { free: 1 }", "unknown key \"free\" in users[0].plan"),
      ("plan: 'team', network: {}", "users[0].network is empty: say latency, bytesPerSecond or"),
      ("plan: 'team', network: { latency: 5 }", "users[0].network.latency needs a unit"),
      ("plan: 'team', network: { faults: [{ cuts: 1 }] }", "unknown key \"cuts\""),
      ("plan: 'team', think: 5", "users[0].think needs a unit"),
    ])
  func `a wrong group is refused`(members: String, message: String) {
    let text = Scenario.complaint(
      about: ScenarioText.users(
        "{ name: 'u', \(members), arrivals: { closed: 1 }, steps: [{ wait: '1s' }] }"))
    #expect(text?.contains(message) == true, "\(text ?? "")")
  }
}
