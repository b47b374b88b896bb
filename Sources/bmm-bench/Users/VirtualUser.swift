import HTTP
import Service
import Wire
import World

/// One simulated person at a browser: does its steps and notes what it saw.
///
/// A task has the memory of its deepest moment for as long as it lives. So functions that wait hold
/// references only, and whatever is made or read beside them does not wait.
final class VirtualUser: @unchecked Sendable {  // Confined to its world's loop.
  /// What a step comes to.
  private enum Act {
    case pause(until: Instant)
    case preview(Visit)
    case analysis(Visit)
    case request(Visit)
    indirect case logIn(LogInStep)
    /// There is no room for it, or steps inside it were done one by one.
    case nothing
  }

  /// The steps inside a step.
  private enum Inner {
    case rounds(Int, [UserStep])
    case choice([UserStep])
  }

  private let scene: UserScene
  private var user: RecordedUser
  /// What a trace has instead of the prompts of steps.
  private let prompt: Prompt?
  private let client: HTTPClient
  private var cookie: String?
  private var random: RandomStream
  private var hasActed = false

  private var world: World { scene.world }
  private var journal: RunJournal { scene.journal }

  init(_ scene: UserScene, _ account: UserAccount, number: Int, _ tag: ArrivalTag) {
    self.scene = scene
    user = RecordedUser(account, of: scene.group.name, as: tag)
    prompt = tag.prompt.map { Prompt($0) }
    client = HTTPClient(in: scene.world, to: scene.address, from: account.host)
    cookie = PageRequests.cookie(of: account.user.sessionToken)
    random = scene.world.random.child(scene.group.name).child(number)
  }

  /// From now on its requests count for the figures.
  func endWarmUp() {
    guard !user.isMeasured else { return }
    user = user.measured()
  }

  /// Does all steps, the first of them planned for `planned`.
  func goThrough(planned: Instant) async {
    hasActed = false
    _ = await perform(scene.group.steps, planned: planned)
  }

  /// Does steps, the first of them planned for `planned`; returns when the next is planned.
  private func perform(_ steps: [UserStep], planned: Instant) async -> Instant {
    var planned = planned
    for index in steps.indices {
      switch inner(of: steps[index]) {
      case .rounds(let times, let steps):
        // A run that is full answers at once: a million more rounds would only drop requests.
        for _ in 0..<times where !journal.isFull {
          planned = await perform(steps, planned: planned)
        }
      case .choice(let steps): planned = await perform(steps, planned: planned)
      case nil:
        if let end = pauseBetweenSteps() {
          await world.sleep(until: end)
          planned = world.now
        }
        await act(index, of: steps, planned: planned)
        planned = world.now
      }
    }
    return planned
  }

  @inline(never)
  private func inner(of step: UserStep) -> Inner? {
    switch step {
    case .again(let times, let steps): .rounds(times, steps)
    case .oneOf(let choices): .choice(Weighted.draw(from: choices, &random))
    default: nil
    }
  }

  /// When the user goes on to its next step, where it thinks before that.
  @inline(never)
  private func pauseBetweenSteps() -> Instant? {
    defer { hasActed = true }
    return hasActed ? scene.group.think.map(endOfPause) : nil
  }

  /// When a pause ends that begins now: between two rounds of a closed loop, or two steps.
  func endOfPause(_ pause: Distribution) -> Instant {
    world.now + pause.duration(from: &random)
  }

  private func act(_ index: Int, of steps: [UserStep], planned: Instant) async {
    switch begin(steps[index], planned: planned) {
    case .pause(let end): await world.sleep(until: end)
    case .preview(let visit): note(await preview(visit), steps[index])
    case .analysis(let visit):
      let seen = await preview(visit)
      guard let seen, fallsBack(behind: seen.record.outcome) else {
        return note(seen, steps[index])
      }
      world.mark(UserMark.fellBackToSync)
      if let whole = self.visit(.sync, steps[index], planned: world.now) {
        note(await preview(whole), steps[index])
      }
    case .request(let visit): note(await ask(visit), steps[index])
    case .logIn(let step): await logIn(step, planned: planned)
    case .nothing: break
    }
  }

  /// Whether the page asks by the sync route: only after the one answer that says so.
  private func fallsBack(behind outcome: Outcome) -> Bool {
    // As it must not be: the second answer costs as much as the first, and fails as well.
    if scene.pageBugs.contains(.fallbackOnAnyError) {
      return outcome != .spec && !outcome.isByUser
    }
    return outcome == Outcome("streaming_unavailable")
  }

  @inline(never)
  private func begin(_ step: UserStep, planned: Instant) -> Act {
    switch step {
    case .wait(let pause): .pause(until: endOfPause(pause))
    case .preview(let route, _): visit(route, step, planned: planned).map(Act.preview) ?? .nothing
    case .analyze: visit(.stream, step, planned: planned).map(Act.analysis) ?? .nothing
    case .request(let step):
      beginRequest().map { .request(Visit(step, number: $0, planned: planned)) } ?? .nothing
    case .logIn(let step): .logIn(step)
    case .again, .oneOf: .nothing
    }
  }

  /// Counts a request; nil when the run has no room for it.
  private func beginRequest() -> Int? {
    journal.beginRequest(of: scene.group.name)
  }

  /// Counts what the requests of a step have shown at its end; a warm-up decides nothing.
  @inline(never)
  private func note(_ seen: AnswerReader?, _ step: UserStep) {
    guard user.isMeasured, let seen, let sight = step.sight else { return }
    journal.saw(sight, seen.record.id, sight.complaint(about: seen.record))
  }

  /// Closes the browser.
  func leave() {
    client.close()
  }

  // MARK: Previews

  /// What a step wants of a preview route, with the second click of an impatient user.
  @inline(never)
  private func visit(_ route: Route, _ step: UserStep, planned: Instant) -> Visit? {
    guard let step = step.preview, let number = beginRequest() else { return nil }
    let visit = Visit(
      route, step, prompt ?? step.prompt, number: number, planned: planned,
      from: world.now, &random)
    guard let pause = step.doubleClick?.draw(from: &random) else { return visit }
    visit.second = SecondAsk(in: world, after: pause) { [self] in
      guard let number = beginRequest() else { return }
      world.mark(UserMark.clickedTwice)
      _ = await ask(visit.twin(number: number, planned: world.now))
    }
    return visit
  }

  /// Asks once, or a second time where this user clicks twice or reloads the page; what the last
  /// of them in a row has shown, or nil when the run or the machine had no room.
  private func preview(_ visit: Visit) async -> AnswerReader? {
    let seen = await ask(visit)
    await visit.second?.finish()
    guard let seen, visit.isReloaded(after: seen, at: world.now) else { return seen }
    guard let number = beginRequest() else { return nil }
    world.mark(UserMark.reloaded)
    visit.begin(number: number, at: world.now)
    return await ask(visit)
  }

  // MARK: Logging in

  /// Asks for a link as nobody in particular, reads the mail and follows its link, maybe more than
  /// once; from then on the session is the one that the first click to succeed has opened.
  private func logIn(_ step: LogInStep, planned: Instant) async {
    cookie = nil
    guard let number = beginRequest() else { return }
    let wish = Visit(linkFor: user.account, number: number, planned: planned)
    // The answer may have been lost, and the mail has come in any case.
    guard let asked = await ask(wish), let mail = journal.takeMail(of: asked.record.id) else {
      return
    }
    await world.sleep(until: endOfPause(step.after))
    let first = world.now
    let clicks = (0..<step.clicks).map { number in
      number == 0 ? first : first + step.apart.duration(from: &random)
    }
    await withDiscardingTaskGroup { tasks in
      for planned in clicks {
        if planned > first { world.mark(UserMark.linkFollowedAgain) }
        tasks.addTask { [self] in await click(mail, planned: planned) }
      }
    }
  }

  private func click(_ mail: Mail, planned: Instant) async {
    if planned > world.now { await world.sleep(until: planned) }
    guard let number = beginRequest() else { return }
    let seen = await ask(Visit(click: mail, number: number, planned: planned))
    cookie = cookie ?? seen?.record.session.map(PageRequests.cookie)
  }

  // MARK: Requests

  /// Asks as the page's interface does it: once, but `EventSource` comes again until it gives up.
  ///
  /// What came of the last request; nil when this machine had no room for it.
  private func ask(_ visit: Visit) async -> AnswerReader? {
    while true {
      let reader = reader(for: visit)
      // One place to wait for all that comes: each would have its own memory in the task.
      while advance(reader, visit) { await withUnsafeContinuation { reader.park($0) } }
      guard finish(reader, visit) else { return nil }
      guard let again = visit.reconnection(after: reader, at: world.now) else { return reader }
      await world.sleep(until: again)
      guard let number = beginRequest() else { return reader }
      world.mark(UserMark.reconnected)
      visit.goOn(number: number, planned: again)
    }
  }

  @inline(never)
  private func reader(for visit: Visit) -> AnswerReader {
    var record = RequestRecord(
      id: scene.idPrefix + String(visit.number), by: user, route: visit.route,
      planned: visit.planned, started: world.now)
    record.link = visit.link
    record.prompt = visit.prompt
    // Only drafts can be asked for by EventSource.
    record.view = visit.route.isPreview ? scene.page.view : scene.page.plainView
    return AnswerReader(record, on: scene.page, by: visit.plan, in: world)
  }

  /// Takes the next steps of a request; false when nothing is left to wait for.
  @inline(never)
  private func advance(_ reader: AnswerReader, _ visit: Visit) -> Bool {
    while !reader.isOver {
      switch visit.connecting {
      case .started: return true
      case .done(.success(let made)):
        visit.connecting = .no
        send(visit, for: reader, on: made, isKept: false)
      case .done(.failure(let error)):
        visit.connecting = .no
        reader.fail(error, departure: visit.departure)
      case .no:
        if reader.isSent { return true }
        if let kept = client.takeKept() {
          send(visit, for: reader, on: kept, isKept: true)
        } else {
          connect(reader, visit)
        }
      }
    }
    return false
  }

  private func connect(_ reader: AnswerReader, _ visit: Visit) {
    let givenUp = scene.page.client.timeout.map { world.now + $0 } ?? .never
    let patience = min(world.now + BenchLimits.connectPatience, givenUp, visit.departure)
    visit.connecting = .started
    client.connect(by: patience) {
      visit.connecting = .done($0)
      reader.resume()
    }
  }

  private func send(
    _ visit: Visit, for reader: AnswerReader, on connection: Connection, isKept: Bool
  ) {
    let asker = PageRequests.Asker(id: reader.record.id, cookie: cookie)
    let request = visit.request(asker, of: scene.requests)
    let call = client.send(request, on: connection, isKept: isKept, .response)
    journal.running(reader)
    reader.read(call, until: visit.end(from: world.now))
  }

  /// Writes down what came of a request; false when this machine had no room for it.
  @inline(never)
  private func finish(_ reader: AnswerReader, _ visit: Visit) -> Bool {
    if reader.lacksRoom {
      journal.dropped(scene.group.name, .noSocket)
      return false
    }
    reader.close()
    reader.events?.describe(to: &visit.source)
    journal.ended(reader)
    return true
  }
}
