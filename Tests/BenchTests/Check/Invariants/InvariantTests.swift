import FakeLLM
import Service
import Testing
import World

@testable import bmm_bench

struct InvariantTests {
  /// One way to spoil a flawless run, and whom it breaks; nobody if it is none of their business.
  struct Spoilt: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let breaks: [InvariantName]
    let spoil: @Sendable (inout HandMadeRun) -> Void

    init(
      _ reason: String, breaks: InvariantName...,
      spoil: @escaping @Sendable (inout HandMadeRun) -> Void
    ) {
      testDescription = reason
      self.breaks = breaks
      self.spoil = spoil
    }
  }

  private func broken(_ run: HandMadeRun) -> [InvariantName] {
    run.evidence.checkInvariants().filter { $0.violations > 0 }.map(\.name)
  }

  @Test func `a flawless run exercises every invariant and breaks none`() {
    let results = HandMadeRun.withClicks().evidence.checkInvariants()
    #expect(results.map(\.name) == InvariantName.allCases)
    #expect(results.allSatisfy { $0.checked > 0 }, "\(results)")
    #expect(results.allSatisfy { $0.violations == 0 && $0.examples.isEmpty }, "\(results)")
  }

  @Test(
    arguments: [
      Spoilt("the terminal event is lost", breaks: .terminalEvent) { $0.record.terminalEvents = 0 },
      Spoilt("there are two terminal events", breaks: .terminalEvent) {
        $0.record.terminalEvents = 2
      },
      Spoilt("a text follows the terminal event", breaks: .terminalEvent) {
        $0.record.eventsAfterTerminal = 1
      },
      Spoilt("a byte is lost", breaks: .textIntact) { $0.record.text = HandMadeRun.text("ab") },
      Spoilt("a byte is another one", breaks: .textIntact) {
        $0.record.text = HandMadeRun.text("abd")
      },
      Spoilt("a byte comes twice", breaks: .textIntact) {
        $0.record.text = HandMadeRun.text("abbc")
      },
      Spoilt("the spec is of another plan's model", breaks: .textIntact) {
        $0.calls[0].model = "glm-4.6"
      },
      Spoilt("a kept spec is of another plan's model", breaks: .textIntact) {
        $0.keep(of: "glm-4.6")
      },
      Spoilt("a spec that the scan should have kept back", breaks: .nothingInternal) {
        $0.record.banned = .childProcess
      },
      Spoilt("the log does not say why an answer was no spec", breaks: .outcomeLog) {
        $0.fail(saying: "Try again.")
        $0.log[0] = HandMadeRun.outcomeLine(.invalid, tokens: 100)
      },
      Spoilt("other origins may not read it", breaks: .corsOnEveryAnswer) {
        $0.record.hasCORSFields = false
      },
      Spoilt("the stream is lost, where only the provider is cut off", breaks: .terminalEvent) {
        $0.scenario.faultyLinks = [HandMadeRun.cutting("service", "llm")]
        $0.record.outcome = .connectionLost
        $0.record.terminalEvents = 0
      },
      Spoilt(
        "a link that garbles requests has no part in answers", breaks: .terminalEvent, .outcomeLog
      ) {
        $0.scenario.faultyLinks = [HandMadeRun.corrupting(direction: .up)]
        $0.record.outcome = .malformed
        $0.record.terminalEvents = 0
      },
      Spoilt("a stream that a link cuts has two terminal events", breaks: .terminalEvent) {
        $0.scenario.faultyLinks = [HandMadeRun.cutting("users", "edge")]
        $0.record.outcome = .connectionLost
        $0.record.terminalEvents = 2
      },
      Spoilt(
        "the line is missing, long after the service was dead",
        breaks: .outcomeLog, .tokensAccounted
      ) {
        $0.scenario.restarts = [Restart(role: "service", at: .seconds(40), down: .seconds(1))]
        $0.record.outcome = .connectionLost
        $0.log = []
      },
      Spoilt("the service asks for a token too many", breaks: .tokenLimit) {
        $0.calls[0].maxTokens = 12_289
      },
      Spoilt("the provider gives a token too many", breaks: .tokenLimit) {
        $0.calls[0].outputTokens = 12_289
        $0.log = [HandMadeRun.outcomeLine(tokens: 12_289)]
      },
      Spoilt("it takes longer than the tier's 300 s", breaks: .endsInBudget) {
        $0.record.ended = HandMadeRun.at(306)
      },
      Spoilt("it never ends, and a task is left over", breaks: .endsInBudget, .nothingLeft) {
        $0.record.ended = nil
        $0.record.outcome = .unfinished
        $0.record.terminalEvents = 1
        $0.leftovers = ["users: 1 × task user u"]
      },
      Spoilt("it is silent for longer than the interval", breaks: .noSilentGap) {
        $0.record.longestSilence = .milliseconds(17_001)
      },
      Spoilt("a swarm is no excuse for 20 s of silence", breaks: .noSilentGap) {
        $0.scenario.swarm = true
        $0.record.longestSilence = .milliseconds(20_001)
      },
      Spoilt("the provider goes on for 5 s", breaks: .upstreamEndsWithClient) {
        $0.calls[0].ended = HandMadeRun.at(36)
      },
      Spoilt("a swarm is no excuse for 5 s", breaks: .upstreamEndsWithClient) {
        $0.scenario.swarm = true
        $0.calls[0].ended = HandMadeRun.at(36)
      },
      Spoilt(
        "the provider goes on for 5 s, though another one had left before",
        breaks: .upstreamEndsWithClient
      ) {
        $0.share(leavingAt: 20)
        $0.calls[0].ended = HandMadeRun.at(36)
      },
      Spoilt("a byte of a shared text is lost", breaks: .textIntact) {
        $0.share(leavingAt: 31)
        $0.record.text = HandMadeRun.text("ab")
      },
      Spoilt("a link lets in a second one", breaks: .singleUse) {
        $0.clicks[1].session = "t"
      },
      Spoilt("a link lets in a second one, whose answer is lost", breaks: .singleUse) {
        $0.clicks[1].outcome = .connectionLost
        $0.log.append(HandMadeRun.redemption(by: "u-12"))
      },
      Spoilt("the log says nothing", breaks: .outcomeLog, .tokensAccounted) { $0.log = [] },
      Spoilt("the log speaks of another request", breaks: .outcomeLog, .tokensAccounted) {
        $0.log = [HandMadeRun.outcomeLine(of: "u-2")]
      },
      Spoilt("the log says it twice", breaks: .outcomeLog, .tokensAccounted) { $0.log += $0.log },
      Spoilt("the log names another address", breaks: .outcomeLog) {
        $0.record.user = $0.record.user.but(host: "127.1.0.2")
      },
      Spoilt("the log names a token too few", breaks: .tokensAccounted) {
        $0.log = [HandMadeRun.outcomeLine(tokens: 99)]
      },
      Spoilt("the log names a token too many", breaks: .tokensAccounted) {
        $0.log = [HandMadeRun.outcomeLine(tokens: 101)]
      },
      Spoilt("a call that broke off is accounted with too much", breaks: .tokensAccounted) {
        $0.calls[0].end = .clientGone
        $0.record.outcome = .left
        $0.log = [HandMadeRun.outcomeLine(.clientGone, tokens: 102)]
      },
      Spoilt("an error tells what the validator found", breaks: .nothingInternal) {
        $0.fail(saying: "tools[0].name is missing")
      },
      Spoilt("an error tells what the model wrote", breaks: .nothingInternal) {
        $0.fail(saying: "it was: I would rather not draft this server.")
      },
      Spoilt("an error tells the provider's key", breaks: .nothingInternal) {
        $0.scenario.service.providers.anthropic.key = "key-1234"
        $0.fail(saying: "401 for key-1234")
      },
      Spoilt("an error tells where the program failed", breaks: .nothingInternal) {
        $0.fail(saying: "SQLiteError(code: 5)")
      },
      Spoilt("the log says that it failed", breaks: .outcomeLog, .tokensAccounted) {
        $0.log = [HandMadeRun.outcomeLine(.timeout)]
      },
      Spoilt("the run is broken off", breaks: .nothingLeft) { $0.end = .limit },
      Spoilt("a connection is left over", breaks: .nothingLeft) {
        $0.leftovers = ["edge: 1 open connections"]
      },
    ])
  func `what is spoilt breaks its invariant and no other`(spoilt: Spoilt) {
    var run = HandMadeRun.withClicks()
    spoilt.spoil(&run)
    #expect(broken(run) == spoilt.breaks)
  }

  @Test(
    arguments: [
      Spoilt("an error that says what to do is no leak") {
        $0.fail(saying: "The model's draft was not a usable spec: try again.")
      },
      Spoilt("a page of the edge may say what it likes") {
        $0.fail(saying: "tools[0].name is missing")
        $0.record.isEdgeMade = true
        $0.record.isEventStream = false
        $0.record.outcome = .edge(502)
      },
      Spoilt("of a call that broke off the service knows one token") {
        $0.calls[0].end = .clientGone
        $0.calls[0].outputTokens = 0
        $0.record.outcome = .left
        $0.log = [HandMadeRun.outcomeLine(.clientGone, tokens: 1)]
      },
      Spoilt("what a cassette says of its tokens is its own") {
        $0.calls[0].end = .played
        $0.log = [HandMadeRun.outcomeLine(tokens: 5)]
      },
      Spoilt("a call goes on for those who share it when its own user leaves") {
        $0.share(leavingAt: 20)
      },
      Spoilt("a user that left needs no terminal event") {
        $0.record.outcome = .left
        $0.record.terminalEvents = 0
      },
      Spoilt("a user that left is a client that is gone for the service") {
        $0.record.outcome = .left
        $0.log = [HandMadeRun.outcomeLine(.clientGone)]
      },
      Spoilt("a page of the edge cannot have the service's headers") {
        $0.record.isEventStream = false
        $0.record.isEdgeMade = true
        $0.record.hasCORSFields = false
        $0.record.outcome = .edge(524)
      },
      Spoilt("a stream that a link cuts may lack its terminal event") {
        $0.scenario.faultyLinks = [HandMadeRun.cutting("users", "edge")]
        $0.record.outcome = .connectionLost
        $0.record.terminalEvents = 0
      },
      Spoilt("what a link has garbled is not the service's doing") {
        $0.scenario.faultyLinks = [HandMadeRun.corrupting(direction: nil)]
        $0.record.outcome = .malformed
        $0.record.terminalEvents = 0
      },
      Spoilt("a swarm may delay a sign of life by 4 s") {
        $0.scenario.swarm = true
        $0.record.longestSilence = .seconds(19)
      },
      Spoilt("a swarm may delay the news by 2 s") {
        $0.scenario.swarm = true
        $0.calls[0].ended = HandMadeRun.at(33)
      },
      Spoilt("who was there when the service died has no line") {
        $0.scenario.restarts = [Restart(role: "service", at: .seconds(20), down: .seconds(1))]
        $0.record.outcome = .connectionLost
        $0.log = []
      },
      Spoilt("the texts of two attempts cannot be compared with one answer") {
        $0.calls.append($0.calls[0])
        $0.calls[1].outputTokens = 0
        $0.record.text = HandMadeRun.text("abcabc")
      },
      Spoilt("what comes from the cache was not sent by the model") {
        $0.record.isCached = true
        $0.record.text = HandMadeRun.text("")
      },
      Spoilt("a request the provider refused has no limit of tokens, and no model") {
        $0.calls[0].maxTokens = 0
        $0.calls[0].model = ""
      },
      Spoilt("a kept spec is of the model that drafted it for another plan, too") {
        $0.keep(of: "claude-sonnet-4-6")
      },
      Spoilt("of a kept spec that nobody here asked for before the model is not known") {
        $0.keep(of: "glm-4.6")
        $0.others[0].prompt = Prompt("another").mark(number: 1)
      },
      Spoilt("a tier without a limit may take its time") {
        $0.scenario.service.tiers.team.streamTimeout = nil
        $0.record.ended = HandMadeRun.at(900)
      },
      Spoilt("a link that lets nobody in is none that lets in two") {
        $0.clicks[0].session = nil
        $0.clicks[0].outcome = .connectionLost
      },
      Spoilt("two links may let in one each") {
        $0.clicks[1].session = "t"
        $0.clicks[1].link = "u-13"
      },
      Spoilt("who follows a link has no page that needs CORS, and no draft that is logged") {
        $0.clicks[0].hasCORSFields = false
        $0.log.removeLast()
      },
      Spoilt("who got no session was refused by another limit than that of drafts") {
        $0.clicks[1].outcome = .rateLimited
      },
      Spoilt("whoever could not connect is unknown to the service") {
        $0.record.outcome = .connectFailed
        $0.record.isEventStream = false
        $0.record.status = nil
        $0.calls = []
        $0.log = []
      },
    ])
  func `what is none of its business breaks no invariant`(spoilt: Spoilt) {
    var run = HandMadeRun.withClicks()
    spoilt.spoil(&run)
    #expect(broken(run).isEmpty, "\(run.evidence.checkInvariants())")
  }

  @Test func `a sync request gets its timeout once for each attempt, or what the edge grants`() {
    var run = HandMadeRun.withClicks()
    run.record.isEventStream = false
    run.record.outcome = .spec
    run.scenario.service.tiers.team.syncTimeout = .seconds(45)
    run.scenario.service.tiers.team.timeoutScope = .attempt
    run.scenario.service.tiers.team.retries = 1
    run.record = run.record.onRoute(.sync, endingAt: 95)
    #expect(broken(run).isEmpty, "two attempts of 45 s and 5 s of tolerance")
    run.record = run.record.onRoute(.sync, endingAt: 96)
    #expect(broken(run) == [.endsInBudget])
    run.scenario.service.tiers.team.retries = 9
    run.record = run.record.onRoute(.sync, endingAt: 131)
    #expect(broken(run).isEmpty, "the edge waits for 125 s, and one more by chance")
    run.record = run.record.onRoute(.sync, endingAt: 132)
    #expect(broken(run) == [.endsInBudget])
  }

  @Test func `nobody is told that a draft took too long before it did`() {
    var run = HandMadeRun.withClicks()
    run.fail(saying: "Try again.")
    run.record.outcome = Outcome(PreviewOutcome.timeout.rawValue)
    run.record.ended = run.record.started + .milliseconds(299_999)
    #expect(broken(run).contains(.endsInBudget), "the tier has 300 s")
    run.record.ended = run.record.started + .seconds(300)
    #expect(!broken(run).contains(.endsInBudget))
    run.scenario.service.tiers.team.streamTimeout = nil
    #expect(broken(run).contains(.endsInBudget), "without a limit the provider has 600 s")
  }

  @Test func `without keep-alives the promised interval still counts`() {
    var run = HandMadeRun.withClicks()
    run.scenario.service.keepAliveInterval = nil
    run.record.longestSilence = .seconds(18)
    #expect(broken(run) == [.noSilentGap])
  }

  @Test func `only the first few violations are described`() {
    var result = InvariantResult(.textIntact)
    for number in 1...9 { result.check(number == 1, "\(number)") }
    #expect(result.checked == 9)
    #expect(result.violations == 8)
    #expect(result.examples == ["2", "3", "4", "5", "6"])
  }

  @Test func `the small scenarios exercise every invariant`() throws {
    var missing = InvariantName.allCases
    for name in Project.names(in: "smoke") where !missing.isEmpty {
      let checked = try Project.scenario(name).run().invariants.filter { $0.checked > 0 }
      missing.removeAll { name in checked.contains { $0.name == name } }
    }
    #expect(missing.isEmpty)
  }
}

extension RequestRecord {
  /// The same record as if the request had taken another route and another time.
  fileprivate func onRoute(_ route: Route, endingAt seconds: Int) -> RequestRecord {
    var record = RequestRecord(
      id: id, group: group, account: account, plan: plan, route: route, planned: planned,
      started: started)
    record.status = status
    record.hasCORSFields = hasCORSFields
    record.outcome = outcome
    record.ended = HandMadeRun.at(seconds)
    return record
  }
}
