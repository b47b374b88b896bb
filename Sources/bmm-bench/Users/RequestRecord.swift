import Service
import Wire
import World

/// Everything a user noticed about one request; all instants are on the world's time line.
struct RequestRecord: Sendable {
  /// The request id, which every role passes on: it joins what the roles saw.
  let id: String
  /// Who asked.
  var user: RecordedUser
  /// The route that was taken.
  let route: Route
  /// When it was to start; latencies count from here, so that a late generator hides nothing.
  let planned: Instant
  /// When its bytes were written.
  var started: Instant
  /// When the head of the answer was complete.
  var headAt: Instant?
  /// When the first piece of text came.
  var firstToken: Instant?
  /// When the answer had ended, or the user had left.
  var ended: Instant?

  /// The status of the answer.
  var status: Int?
  /// Whether the answer was a page of the edge itself.
  var isEdgeMade = false
  /// Whether the page's script may read the answer: it names the page's origin.
  var isReadableByBrowser = false
  /// Whether its head lets a page of another origin read it, whoever asked.
  var hasCORSFields = false
  /// What came of the answer, for the browser to report on; nil while it is not over.
  var wire: WireAnswer?
  /// Whose report it is.
  var view = BrowserView(browser: .chrome, api: .fetch)
  /// How it ended.
  var outcome = Outcome.unfinished
  /// The message of an error, for reports.
  var message = ""
  /// All that an error said, as it came; its first part if it was long.
  var error = ""
  /// Whether the answer began as an event stream.
  var isEventStream = false

  /// What tells its prompt from others, as the cache does; nil where nothing was prompted.
  var prompt: PromptMark?
  /// What its spec holds and must not.
  var banned: BannedText?
  /// The request that asked for the log-in link which this one followed.
  var link: String?
  /// The secret of the session that the answer opened.
  var session: String?

  /// Events that end a stream.
  var terminalEvents = 0
  /// Events behind a terminal one.
  var eventsAfterTerminal = 0
  /// Whether the text that its user looks for has come.
  var hasSoughtText = false
  /// All text deltas joined.
  var text = ByteFingerprint()
  /// How many tokens that text has.
  var tokens = 0
  /// Bytes of the answer's body, as they came.
  var bytes = 0
  /// Whether the spec came from the cache.
  var isCached = false
  /// The spec that arrived.
  var spec: ByteFingerprint?
  /// The longest time without a byte, from the request to the end: an edge may hold the head back.
  var longestSilence = Duration.zero
  /// The gaps between tokens, several for a delta that holds several.
  var gaps = Histogram()

  /// A request of that user which has just begun, or will.
  init(id: String, by user: RecordedUser, route: Route, planned: Instant, started: Instant) {
    self.id = id
    self.user = user
    self.route = route
    self.planned = planned
    self.started = started
  }

  /// The group of users.
  var group: String { user.group }
  /// Whose account was used, by its address; several users may share one.
  var account: String { user.account }
  /// The user's plan.
  var plan: Plan { user.plan }
  /// The address from which the user asks; empty if it is not known.
  var host: String { user.host }
  /// The stage of its arrival; empty where there are none.
  var stage: String { user.stage }
  /// Whether it counts for the figures.
  var isMeasured: Bool { user.isMeasured }
  /// The stage of its arrival; nil where there are none.
  var stageName: String? { stage.isEmpty ? nil : stage }

  /// What the browser tells the page's script.
  var browser: BrowserReport { wire.map(view.report) ?? .pending }
}
