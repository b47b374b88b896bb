import HTTP
import Service
import World

/// What a user asks for, and how long it stays for the answer.
struct Visit: Sendable {
  /// What is sent.
  private enum Content: Sendable {
    /// A prompt, as a body.
    case prompt([UInt8])
    /// The wish for a log-in link.
    case link(email: String)
    /// The link of a mail.
    case click(Mail)
    /// Anything else.
    case other(RequestStep)
  }

  /// The route that is asked.
  let route: Route
  /// When the user leaves at the latest.
  var departure = Instant.never
  /// What it reads for.
  private(set) var plan = ReadingPlan.plain
  /// What it has to see at the end.
  let sight: Sight?
  /// The request that asked for the log-in link which is followed.
  private(set) var link: String?
  /// What tells its prompt from others.
  private(set) var prompt: PromptMark?
  private let content: Content

  /// Asks for a preview; draws whether and when the user leaves.
  init(
    _ route: Route, _ body: [UInt8], _ step: PreviewStep, _ sight: Sight?, from now: Instant,
    _ random: inout RandomStream
  ) {
    self.route = route
    self.sight = sight
    content = .prompt(body)
    prompt = PromptMark(body)
    plan.soughtText = sight?.text
    guard step.leaveShare == 1 || random.chance(step.leaveShare) else { return }
    plan.leaveAt = step.leaveAt
    if let pause = step.leaveAfter { departure = now + pause.duration(from: &random) }
  }

  /// Asks for anything else.
  init(_ step: RequestStep) {
    route = step.route
    sight = step.sees
    content = .other(step)
    plan.soughtText = sight?.text
  }

  /// Asks for a log-in link for an address.
  init(linkFor email: String) {
    route = .magicLink
    sight = nil
    content = .link(email: email)
  }

  /// Follows the link of a mail.
  init(click mail: Mail) {
    route = .callback
    sight = nil
    link = mail.requestID
    content = .click(mail)
  }

  /// Until when it waits for an answer from now on.
  func end(from now: Instant) -> Instant {
    departure == .never ? now + BenchLimits.userPatience : departure
  }

  /// The request, as a page sends it.
  func request(id: String, _ page: PageRequests, _ source: EventSourceState) -> HTTPRequest {
    switch content {
    case .prompt(let body): page.preview(id: id, route, body: body, source)
    case .link(let email): page.link(id: id, for: email)
    case .click(let mail): page.click(id: id, on: mail)
    case .other(let step): page.other(id: id, step)
    }
  }
}

/// What came of a request, as far as its user has to know it afterwards.
struct Seen: Sendable {
  /// The id of the request.
  let id: String
  /// How it ended.
  let outcome: Outcome
  /// What the browser says to the page's script.
  let report: BrowserReport.Kind
  /// The session that it opened.
  let session: String?
  /// What the user should have seen and did not.
  let complaint: String?

  /// What a record says, and what is wrong with it.
  init(_ record: RequestRecord, _ sight: Sight?) {
    id = record.id
    outcome = record.outcome
    report = record.browser.kind
    session = record.session
    complaint = sight?.complaint(about: record)
  }
}
