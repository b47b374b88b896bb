import HTTP
import Service
import Wire
import World

/// Where users send their requests, and as whose page.
struct UserTarget: Sendable {
  /// The edge, or the service itself when there is none.
  let address: Address
  /// The public host name.
  let host: String
  /// The page's origin.
  let webOrigin: String
}

/// One simulated person at a browser: does its steps and notes what it saw.
final class VirtualUser: @unchecked Sendable {  // Confined to its world's loop.
  private let group: UserGroup
  private let account: UserAccount
  private let target: UserTarget
  private let world: World
  private let journal: RunJournal
  private let client: HTTPClient
  private var random: RandomStream
  /// The secret of the session that the browser has; nil for nobody who is logged in.
  private lazy var session: String? = account.user.sessionToken

  init(
    _ group: UserGroup, _ account: UserAccount, number: Int, _ target: UserTarget,
    in world: World, _ journal: RunJournal
  ) {
    self.group = group
    self.account = account
    self.target = target
    self.world = world
    self.journal = journal
    client = HTTPClient(in: world, to: target.address, from: account.host)
    random = world.random.child(group.name).child(number)
  }

  /// Does all steps, the first of them planned for `planned`.
  func goThrough(planned: Instant) async {
    var planned = planned
    for step in group.steps {
      switch step {
      case .wait(let pause): await world.sleep(for: pause.duration(from: &random))
      case .preview(let route, let step): await preview(route, step, planned: planned)
      case .analyze(let step): await analyze(step, planned: planned)
      case .logIn(let step): await logIn(step, planned: planned)
      }
      planned = world.now
    }
  }

  /// Thinks for a while, between two rounds of a closed loop.
  func think(_ pause: Distribution) async {
    await world.sleep(for: pause.duration(from: &random))
  }

  /// Closes the browser.
  func leave() {
    client.close()
  }

  /// Asks by the stream, and by the sync route only after the one answer that says so.
  private func analyze(_ step: PreviewStep, planned: Instant) async {
    let outcome = await preview(.stream, step, planned: planned)
    if outcome == Outcome("streaming_unavailable") {
      await preview(.sync, step, planned: world.now)
    }
  }

  /// Asks as the page's interface does it: once, but `EventSource` comes again until it gives up.
  @discardableResult
  private func preview(_ route: Route, _ step: PreviewStep, planned: Instant) async -> Outcome {
    let begun = world.now
    let departure = step.leaveAfter.map { begun + $0.duration(from: &random) }
    var source = EventSourceState()
    var planned = planned
    while let number = journal.beginRequest() {
      let record = await ask(
        route, step, number: number, planned: planned, until: departure, as: &source)
      guard let pause = source.wait(after: record.browser.kind) else { return record.outcome }
      planned = world.now + pause
      guard planned < departure ?? begun + BenchLimits.userPatience else { return record.outcome }
      await world.sleep(until: planned)
    }
    return .unfinished
  }

  /// One request and what came of it.
  private func ask(
    _ route: Route, _ step: PreviewStep, number: Int, planned: Instant, until departure: Instant?,
    as source: inout EventSourceState
  ) async -> RequestRecord {
    let id = "\(group.name)-\(number)"
    var record = RequestRecord(
      id: id, group: group.name, account: account.user.email, plan: group.plan, route: route,
      planned: planned,
      started: world.now)
    record.view = group.client.view
    let request =
      group.client.api == .fetch
      ? posting(id: id, route, prompt: step.prompt, number: number)
      : subscribing(id: id, route, source)
    return await carryOut(request, record, until: departure, as: &source)
  }

  /// Sends a request, reads its answer, and keeps what came of it.
  private func carryOut(
    _ request: HTTPRequest, _ record: RequestRecord, until departure: Instant?,
    as source: inout EventSourceState
  ) async -> RequestRecord {
    var record = record
    let id = record.id
    let givenUp = group.client.timeout.map { record.started + $0 } ?? .never
    do {
      let patience = world.now + BenchLimits.connectPatience
      let call = try await client.send(
        request, connectBy: min(patience, givenUp, departure ?? .never))
      let reader = AnswerReader(
        call, record, as: group.client, webOrigin: target.webOrigin, in: world)
      journal.running(id, reader)
      record = await reader.read(until: departure ?? world.now + BenchLimits.userPatience)
      reader.events?.describe(to: &source)
    } catch {
      fail(&record, error, departure: departure ?? .never, givenUp: givenUp)
    }
    journal.ended(record)
    return record
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
    switch error {
    case .tooManyFiles, .noRoom: journal.hadNoSocket()
    default: break
    }
  }

  /// What `fetch` sends.
  private func posting(
    id: String, _ route: Route, prompt: String, number: Int
  ) -> HTTPRequest {
    let text = prompt.replacing("{n}", with: "\(number)")
    let body = JSONValue.object([JSONMember(key: "prompt", value: .string(text))])
    var fields: HTTPFields = [
      "host": target.host, "origin": target.webOrigin, "accept": "*/*",
      "content-type": "application/json",
    ]
    if let session { fields.append("cookie", "bmm_session=\(session)") }
    fields.append("x-request-id", id)
    if group.client.acceptsGzip { fields.append("accept-encoding", "gzip") }
    return HTTPRequest(
      "POST", route.path, fields: fields, body: Array(body.jsonString(pretty: false).utf8))
  }

  /// What `EventSource` sends: it knows no other method than GET, and no body.
  private func subscribing(
    id: String, _ route: Route, _ source: EventSourceState
  ) -> HTTPRequest {
    var fields: HTTPFields = [
      "host": target.host, "origin": target.webOrigin, "accept": "text/event-stream",
      "cache-control": "no-store",
    ]
    if let session { fields.append("cookie", "bmm_session=\(session)") }
    fields.append("x-request-id", id)
    if !source.lastEventID.isEmpty { fields.append("last-event-id", source.lastEventID) }
    return HTTPRequest("GET", route.path, fields: fields)
  }
}

// MARK: Logging in

extension VirtualUser {
  /// Asks for a link as nobody in particular, takes the mail and clicks its link, maybe more than
  /// once; from then on the session is the one that the first click to succeed has opened.
  private func logIn(_ step: LogInStep, planned: Instant) async {
    session = nil
    guard
      let asked = await visit(
        .magicLink, planned: planned,
        { [self] id in
          LogInRequest(target: target).asking(for: account.user.email, id: id)
        })
    else { return }
    // The answer may have been lost, and the mail has come in any case.
    guard let mail = journal.takeMail(of: asked.id) else { return }
    await world.sleep(for: step.after.duration(from: &random))
    let delays = (0..<step.clicks).map { number in
      number == 0 ? .zero : step.apart.duration(from: &random)
    }
    let first = world.now
    await withDiscardingTaskGroup { clicks in
      for delay in delays {
        clicks.addTask { [self] in await click(mail, of: asked.id, at: first + delay) }
      }
    }
  }

  private func click(_ mail: Mail, of link: String, at planned: Instant) async {
    if planned > world.now { await world.sleep(until: planned) }
    let record = await visit(.callback, of: link, planned: planned) { [self] id in
      LogInRequest(target: target).click(on: mail, id: id)
    }
    session = session ?? record?.session
  }

  /// One request that is no preview; nil where the run has no room for it.
  private func visit(
    _ route: Route, of link: String? = nil, planned: Instant, _ request: (String) -> HTTPRequest
  ) async -> RequestRecord? {
    guard let number = journal.beginRequest() else { return nil }
    let id = "\(group.name)-\(number)"
    var record = RequestRecord(
      id: id, group: group.name, account: account.user.email, plan: group.plan, route: route,
      planned: planned, started: world.now)
    record.link = link
    record.view = BrowserView(browser: group.client.browser, api: .fetch)
    var source = EventSourceState()
    return await carryOut(request(id), record, until: nil, as: &source)
  }
}
