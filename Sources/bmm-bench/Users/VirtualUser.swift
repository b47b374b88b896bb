import HTTP
import Service
import Wire
import World

/// Where users send their requests, and as whose page.
struct UserTarget: Sendable {
  /// The edge, or the service itself when there is none.
  var address: Address
  /// The public host name.
  let host: String
  /// The page's origin.
  let webOrigin: String
}

/// One simulated person at a browser: does its steps and notes what it saw.
final class VirtualUser: @unchecked Sendable {  // Confined to its world's loop.
  private let group: UserGroup
  private let account: UserAccount
  private let tag: ArrivalTag
  private let webOrigin: String
  private let world: World
  private let journal: RunJournal
  private let client: HTTPClient
  private var page: PageRequests
  private var random: RandomStream
  private var hasActed = false

  init(
    _ group: UserGroup, _ account: UserAccount, number: Int, _ tag: ArrivalTag,
    _ target: UserTarget, in world: World, _ journal: RunJournal
  ) {
    self.group = group
    self.account = account
    self.tag = tag
    self.world = world
    self.journal = journal
    webOrigin = target.webOrigin
    page = PageRequests(group.client, account, target)
    client = HTTPClient(in: world, to: target.address, from: account.host)
    random = world.random.child(group.name).child(number)
  }

  /// Does all steps, the first of them planned for `planned`.
  func goThrough(planned: Instant) async {
    hasActed = false
    _ = await perform(group.steps, planned: planned)
  }

  /// Does steps, the first of them planned for `planned`; returns when the next is planned.
  private func perform(_ steps: [UserStep], planned: Instant) async -> Instant {
    var planned = planned
    for step in steps {
      switch step {
      case .again(let times, let steps):
        // A run that is full answers at once: a million more rounds would only drop requests.
        for _ in 0..<times where !journal.isFull {
          planned = await perform(steps, planned: planned)
        }
      case .oneOf(let choices):
        let steps = Weighted.draw(from: choices, &random)
        planned = await perform(steps, planned: planned)
      default:
        if hasActed, let pause = group.think {
          await think(pause)
          planned = world.now
        }
        hasActed = true
        await act(step, planned: planned)
        planned = world.now
      }
    }
    return planned
  }

  private func act(_ step: UserStep, planned: Instant) async {
    switch step {
    case .wait(let pause): await world.sleep(for: pause.duration(from: &random))
    case .preview(let route, let step): await preview(route, step, planned: planned)
    case .analyze(let step): await analyze(step, planned: planned)
    case .request(let step): await request(step, planned: planned)
    case .logIn(let step): await logIn(step, planned: planned)
    case .again, .oneOf: break
    }
  }

  /// Thinks for a while, between two rounds of a closed loop or two steps.
  func think(_ pause: Distribution) async {
    await world.sleep(for: pause.duration(from: &random))
  }

  /// Closes the browser.
  func leave() {
    client.close()
  }

  // MARK: Previews

  /// Asks by the stream, and by the sync route only after the one answer that says so.
  private func analyze(_ step: PreviewStep, planned: Instant) async {
    var first = step
    first.sees = nil
    let seen = await preview(.stream, first, step.sees, planned: planned)
    if seen?.outcome == Outcome("streaming_unavailable") {
      world.mark(UserMark.fellBackToSync)
      await preview(.sync, step, planned: world.now)
    } else {
      note(seen, step.sees)
    }
  }

  private func preview(_ route: Route, _ step: PreviewStep, planned: Instant) async {
    note(await preview(route, step, step.sees, planned: planned), step.sees)
  }

  /// Counts what a request has shown at the end of a step; a warm-up decides nothing.
  private func note(_ seen: Seen?, _ sight: Sight?) {
    guard tag.isMeasured, let seen, let sight else { return }
    journal.saw(sight, seen.id, seen.complaint)
  }

  /// Asks once, or a second time where this user clicks twice or reloads the page; what the last
  /// of them in a row has shown, or nil when the run or the machine had no room.
  private func preview(
    _ route: Route, _ step: PreviewStep, _ sight: Sight?, planned: Instant
  ) async -> Seen? {
    guard let number = journal.beginRequest(of: group.name) else { return nil }
    let body = PageRequests.body(prompt: tag.prompt ?? step.prompt, number: number)
    var visit = Visit(route, body, step, sight, from: world.now, &random)
    let departure = visit.departure
    let reloads = step.reload?.draw(from: &random).map { world.now + $0 }
    if let reloads { visit.departure = min(reloads, departure) }
    let second = step.doubleClick?.draw(from: &random).map { pause in
      SecondAsk(in: world, after: pause) { [self, visit] in
        guard let number = journal.beginRequest(of: group.name) else { return }
        world.mark(UserMark.clickedTwice)
        _ = await make(visit, number: number, planned: world.now)
      }
    }
    var seen = await make(visit, number: number, planned: planned)
    await second?.finish()
    if seen?.outcome == .left, let reloads, world.now >= reloads, reloads < departure {
      guard let number = journal.beginRequest(of: group.name) else { return nil }
      visit.departure = departure
      world.mark(UserMark.reloaded)
      seen = await make(visit, number: number, planned: world.now)
    }
    return seen
  }

  /// Asks as the page's interface does it: once, but `EventSource` comes again until it gives up.
  private func make(_ visit: Visit, number: Int, planned: Instant) async -> Seen? {
    let patience = visit.end(from: world.now)
    var source = EventSourceState()
    var (number, planned) = (number, planned)
    while true {
      guard let seen = await ask(visit, number: number, planned: planned, as: &source)
      else { return nil }
      guard let pause = source.wait(after: seen.report) else { return seen }
      planned = world.now + pause
      guard planned < patience else { return seen }
      await world.sleep(until: planned)
      guard let next = journal.beginRequest(of: group.name) else { return seen }
      number = next
      world.mark(UserMark.reconnected)
    }
  }

  private func request(_ step: RequestStep, planned: Instant) async {
    guard let number = journal.beginRequest(of: group.name) else { return }
    let visit = Visit(step)
    var source = EventSourceState()
    let seen = await ask(visit, number: number, planned: planned, as: &source)
    note(seen, step.sees)
  }

  // MARK: Logging in

  /// Asks for a link as nobody in particular, reads the mail and follows its link, maybe more than
  /// once; from then on the session is the one that the first click to succeed has opened.
  private func logIn(_ step: LogInStep, planned: Instant) async {
    page.session = nil
    guard let asked = await visit(Visit(linkFor: account.user.email), planned: planned),
      // The answer may have been lost, and the mail has come in any case.
      let mail = journal.takeMail(of: asked.id)
    else { return }
    await world.sleep(for: step.after.duration(from: &random))
    let first = world.now
    let clicks = (0..<step.clicks).map { number in
      number == 0 ? first : first + step.apart.duration(from: &random)
    }
    await withDiscardingTaskGroup { tasks in
      for planned in clicks {
        tasks.addTask { [self] in
          if planned > first { world.mark(UserMark.linkFollowedAgain) }
          if planned > world.now { await world.sleep(until: planned) }
          let seen = await visit(Visit(click: mail), planned: planned)
          page.session = page.session ?? seen?.session
        }
      }
    }
  }

  /// One request that nothing more is to be seen of; nil when the run or the machine had no room.
  private func visit(_ visit: Visit, planned: Instant) async -> Seen? {
    guard let number = journal.beginRequest(of: group.name) else { return nil }
    var source = EventSourceState()
    return await ask(visit, number: number, planned: planned, as: &source)
  }

  // MARK: Requests

  /// One request and what came of it; nil when this machine had no room for it.
  private func ask(
    _ visit: Visit, number: Int, planned: Instant, as source: inout EventSourceState
  ) async -> Seen? {
    let id = "\(group.name)-\(number)"
    var record = RequestRecord(
      id: id, group: group.name, account: account.user.email, plan: account.user.plan,
      route: visit.route, stage: tag.stage, isMeasured: tag.isMeasured, planned: planned,
      started: world.now)
    record.host = account.host
    record.link = visit.link
    // Only drafts can be asked for by EventSource.
    record.view = visit.route.isPreview ? group.client.view : group.client.plainView
    let givenUp = group.client.timeout.map { record.started + $0 } ?? .never
    do {
      let patience = world.now + BenchLimits.connectPatience
      let call = try await client.send(
        visit.request(id: id, page, source),
        connectBy: min(patience, givenUp, visit.departure))
      let reader = AnswerReader(
        call, record, as: group.client, by: visit.plan, webOrigin: webOrigin, in: world)
      journal.running(id, reader)
      record = await reader.read(
        until: visit.end(from: world.now))
      reader.events?.describe(to: &source)
    } catch {
      if Self.isOurs(error) {
        // No user's browser was to blame, so what came of it is no figure of the service.
        journal.dropped(group.name, .noSocket)
        return nil
      }
      fail(&record, error, departure: visit.departure, givenUp: givenUp)
    }
    journal.ended(record)
    return Seen(record, visit.sight)
  }

  /// Notes that there was no connection, or none before the user or the page had enough.
  private func fail(
    _ record: inout RequestRecord, _ error: HTTPClientError, departure: Instant, givenUp: Instant
  ) {
    record.outcome = .connectFailed
    record.message = error.description
    record.ended = world.now
    guard case .connect(let error) = error else { return }
    record.wire = WireAnswer(ending: WireEnding(error))
    if case .timedOut = error, world.now >= min(departure, givenUp) {
      record.message = ""
      record.outcome = departure <= givenUp ? .left : .clientTimeout
      record.wire = WireAnswer(ending: departure <= givenUp ? .abandoned : .clientTimeout)
    }
  }

  /// Whether this machine, which stands in for that of the user, had no room for a connection.
  private static func isOurs(_ error: HTTPClientError) -> Bool {
    switch error {
    case .connect(.tooManyFiles), .connect(.noRoom): true
    default: false
    }
  }
}
