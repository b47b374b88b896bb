import HTTP
import Service
import World

/// What a user asks for, perhaps more than once, and how long it stays for the answer.
///
/// An object, since the user's task holds it for as long as the answer takes.
final class Visit: @unchecked Sendable {  // Confined to its world's loop.
  /// What is sent. Large contents lie elsewhere: a visit is there for each open stream.
  private enum Content {
    /// A prompt, with the number that stands in it.
    case prompt(Prompt, number: Int)
    /// The wish for a log-in link.
    case link(email: String)
    /// The link of a mail.
    indirect case click(Mail)
    /// Anything else.
    indirect case other(RequestStep)
  }

  /// The route that is asked.
  let route: Route
  /// The number of the request that is asked next.
  private(set) var number: Int
  /// When that is to start.
  private(set) var planned: Instant
  /// When the user leaves the request, at the latest.
  private(set) var departure = Instant.never
  /// When it leaves for good, where it asks again at `departure`.
  private(set) var lastDeparture: Instant?
  /// What it reads for.
  private(set) var plan = ReadingPlan.plain
  /// The request that asked for the log-in link which is followed.
  private(set) var link: String?
  /// What `EventSource` keeps from one request to the next.
  var source = EventSourceState()
  /// The same request once more, beside the first one.
  var second: SecondAsk?
  /// How far the way to the other side is.
  var connecting = Connecting.no
  /// Until when a page comes again, however often its stream ends; nil for what is asked once.
  private var patience: Instant?
  private let content: Content

  /// How far the connection is that a request needs.
  enum Connecting {
    /// Nobody has asked for one, or it is in use.
    case no
    /// It is being made.
    case started
    /// There is one, or a reason why not.
    case done(Result<Connection, ConnectError>)
  }

  private init(_ route: Route, _ content: Content, number: Int, planned: Instant) {
    self.route = route
    self.content = content
    self.number = number
    self.planned = planned
  }

  /// Asks for a preview; draws whether and when the user leaves, and whether it asks once more.
  convenience init(
    _ route: Route, _ step: PreviewStep, _ prompt: Prompt, number: Int, planned: Instant,
    from now: Instant, _ random: inout RandomStream
  ) {
    self.init(route, .prompt(prompt, number: number), number: number, planned: planned)
    plan.soughtText = step.sees?.text
    if step.leaveShare == 1 || random.chance(step.leaveShare) {
      plan.leaveAt = step.leaveAt
      if let pause = step.leaveAfter { departure = now + pause.duration(from: &random) }
    }
    if let pause = step.reload?.draw(from: &random), now + pause < departure {
      lastDeparture = departure
      departure = now + pause
    }
    patience = end(from: now)
  }

  /// Asks for anything else.
  convenience init(_ step: RequestStep, number: Int, planned: Instant) {
    self.init(step.route, .other(step), number: number, planned: planned)
    plan.soughtText = step.sees?.text
  }

  /// Asks for a log-in link for an address.
  convenience init(linkFor email: String, number: Int, planned: Instant) {
    self.init(.magicLink, .link(email: email), number: number, planned: planned)
  }

  /// Follows the link of a mail.
  convenience init(click mail: Mail, number: Int, planned: Instant) {
    self.init(.callback, .click(mail), number: number, planned: planned)
    link = mail.requestID
  }

  /// The same wish once more, as a request of its own.
  func twin(number: Int, planned: Instant) -> Visit {
    let twin = Visit(route, content, number: number, planned: planned)
    twin.plan = plan
    twin.departure = departure
    twin.patience = end(from: planned)
    return twin
  }

  /// Asks once more on the same page, as another request.
  func goOn(number: Int, planned: Instant) {
    (self.number, self.planned) = (number, planned)
  }

  /// Asks anew on a page that was loaded again, as another request.
  func begin(number: Int, at now: Instant) {
    goOn(number: number, planned: now)
    source = EventSourceState()
    patience = end(from: now)
  }

  /// When `EventSource` asks again behind an answer; nil if it does not.
  func reconnection(after reader: AnswerReader, at now: Instant) -> Instant? {
    // Asked first, as a report is made of texts.
    guard let patience, reader.record.view.api == .eventSource else { return nil }
    guard let pause = source.wait(after: reader.record.browser.kind) else { return nil }
    return now + pause < patience ? now + pause : nil
  }

  /// Whether the user reloads the page behind a request that ended so; it then stays to its end.
  func isReloaded(after reader: AnswerReader, at now: Instant) -> Bool {
    guard let lastDeparture, reader.record.outcome == .left, now >= departure else { return false }
    departure = lastDeparture
    self.lastDeparture = nil
    return true
  }

  /// What tells its prompt from others; nil for what prompts nothing.
  var prompt: PromptMark? {
    guard case .prompt(let prompt, let number) = content else { return nil }
    return prompt.mark(number: number)
  }

  /// Until when it waits for an answer from now on.
  func end(from now: Instant) -> Instant {
    departure == .never ? now + BenchLimits.userPatience : departure
  }

  /// The request, as a page sends it.
  func request(_ asker: PageRequests.Asker, of page: PageRequests) -> HTTPRequest {
    switch content {
    case .prompt(let prompt, let number):
      page.preview(asker, route, body: { prompt.body(number: number) }, source)
    case .link(let email): page.link(asker, for: email)
    case .click(let mail): page.click(id: asker.id, on: mail)
    case .other(let step): page.other(asker, step)
    }
  }
}
