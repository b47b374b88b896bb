import Testing
import World

@testable import bmm_bench

struct ReplayStoryTests {
  private func story(_ members: String = "", step: String = "previewStream: {}") throws
    -> ReplayStory
  {
    try ReplayStory(
      of: Scenario(
        text: """
          { name: 'x', about: 'y', edge: 'cloudflare-2026 > nginx-1.29', \(members) users: [
            { name: 'u', plan: 'team', arrivals: { closed: 2 }, steps: [{ \(step) }] }] }
          """))
  }

  private func lines(_ story: ReplayStory, _ names: [String] = []) throws -> [String] {
    try ReplayText(story: story, choice: ReplayChoice(names, in: story), width: 120).lines
  }

  @Test func `a request is told by all roles, in the order of time`() throws {
    let story = try story()
    let record = try #require(story.evidence.records.first { $0.id == "u-1" })
    let events = story.events(of: record)
    #expect(events.map(\.at) == events.map(\.at).sorted())
    let places = Set(events.map(\.place))
    for place in [
      "user", "user → edge", "edge → hop-2", "hop-2 → service", "service → llm", "llm → service",
      "service → hop-2", "hop-2 → edge", "edge → user", "database", "service", "llm", "edge",
    ] { #expect(places.contains(place), "\(place) is missing") }
    let texts = events.filter { $0.place == "edge → user" }.map(\.text)
    #expect(texts.first?.hasPrefix("200 text/event-stream") == true, "\(texts)")
    #expect(texts.contains { $0.hasPrefix("text × ") }, "\(texts)")
    #expect(texts.contains { $0.hasPrefix("spec, ") }, "\(texts)")
    // Nobody gets what was not sent: each hop has its request behind the one further out.
    let asked = ["user → edge", "edge → hop-2", "hop-2 → service", "service → llm"].compactMap {
      place in events.first { $0.place == place && $0.text.hasPrefix("POST") }?.at
    }
    #expect(asked.count == 4 && asked == asked.sorted())
    #expect(!events.contains { $0.requestID == "u-2" })
  }

  @Test func `to be watched changes nothing of a run`() throws {
    let story = try story()
    #expect(try story.result.digest == story.result.scenario.run().digest)
  }

  @Test func `the same run has the same text`() throws {
    #expect(try lines(story()) == lines(story()))
  }

  @Test func `the first broken invariant stands where it broke`() throws {
    let story = try story("service: { knownBugs: ['terminal-event-not-awaited'] },")
    let first = try #require(story.breaches.first)
    #expect(first.at == story.breaches.map(\.at).min())
    let record = try #require(story.evidence.records.first { $0.id == first.requestID })
    let events = story.events(of: record)
    let place = try #require(events.firstIndex { $0.kind == .broken })
    #expect(events[place].text.contains("the first to break"))
    #expect(events[place].at == first.at)
    let lines = try lines(story)
    #expect(lines.contains { $0.contains("✗") && $0.contains(first.invariant.rawValue) })
    #expect(lines.contains { $0.hasPrefix("\(record.id) of u-") })
  }

  @Test func `who holds is listed to choose from, and a name finds its requests`() throws {
    let story = try story()
    #expect(try ReplayChoice([], in: story).followed.isEmpty)
    let overview = try lines(story)
    #expect(overview.contains { $0.contains("--follow REQUEST") })
    #expect(overview.contains { $0.contains("u-1") && $0.contains("spec") })
    for (name, ids) in [
      ("u-2", ["u-2"]), ("u", ["u-1", "u-2"]), ("u-0@users.example", ["u-1"]), ("u-0", ["u-1"]),
      // The account u-1 is the second user's.
      ("u-1", ["u-1"]), ("u-1@users.example", ["u-2"]),
    ] {
      let followed = try ReplayChoice([name], in: story).followed.map(\.record.id)
      #expect(followed.sorted() == ids, "\(name)")
    }
    let error = #expect(throws: ReplayError.self) { try ReplayChoice(["v-1"], in: story) }
    let description = try #require(error?.description)
    #expect(description.contains("did you mean \"u-1\"?"), "\(description)")
    #expect(description.contains("(groups, accounts and requests: u, "), "\(description)")
    #expect(description.contains("u-0"), "\(description)")
  }

  @Test func `an outage has a line for its begin and one for its end, while it concerns`() throws {
    let story = try story(
      "links: { 'service-llm': { faults: ["
        + "{ down: 'silent', from: '100us', for: '200ms' }, { down: 'silent', from: '1h' } ] } },")
    let record = try #require(story.evidence.records.first { $0.id == "u-1" })
    let outages = story.events(of: record).filter { $0.kind == .outage }
    #expect(outages.count == 2, "the one after hours is not told: \(outages)")
    #expect(outages.first?.text.hasPrefix("nobody gets through: silent") == true)
    #expect(outages.last?.text == "is whole again")
    #expect(outages.last?.at == .microseconds(200_100))
  }

  @Test func `the page says which checks failed, and whom else to follow`() throws {
    let story = try story("expect: ['count() == 7'],")
    var choice = try ReplayChoice(["u-1"], in: story)
    choice.others = ["u-9"]
    let page = ReplayPage(ReplayText(story: story, choice: choice, width: 120))
    let html = String(decoding: page.bytes, as: UTF8.self)
    #expect(html.contains("✗ count() == 7: observed 2"))
    #expect(html.contains("more like this: u-9; --follow shows them"))
  }

  @Test func `faults of the machine are told where they strike`() throws {
    let story = try story(
      "chaos: { stalls: { share: '50%', delay: '10ms' } },"
        + " links: { 'users-edge': { faults: [{ reset: { event: 3 } }] } },")
    let record = try #require(story.evidence.records.first { $0.outcome == .connectionLost })
    let events = story.events(of: record)
    #expect(events.contains { $0.kind == .fault && $0.text.contains("waits for its core") })
    #expect(events.contains { $0.text.contains("reset (RST)") }, "\(events.map(\.text))")
  }
}
