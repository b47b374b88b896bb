/// What a page's script, and whoever looks at the console, learns of an answer.
struct BrowserReport: Sendable, Equatable {
  /// The kind of report, as checks and results write it.
  enum Kind: String, CaseIterable, Sendable {
    /// The whole answer, with its status.
    case resolved
    /// The whole answer, which the script cannot parse: HTML or half a text in the place of JSON.
    case unparsable
    /// The body ended without an error, but it was not all: nothing but its content tells.
    case truncatedUnseen = "truncated-unseen"
    /// The head came, then reading the body failed.
    case broken
    /// There is an answer, and CORS hides it: not even its status can be seen.
    case opaque
    /// There is no answer.
    case rejected
    /// `EventSource` has given up for ever: readyState CLOSED, one error event.
    case failed
    /// `EventSource` will connect again: readyState CONNECTING, an error event.
    case reconnecting
    /// The script gave up by itself.
    case aborted
    /// Nothing yet: the run ended first.
    case pending

    /// Whether the page has something to complain about, or should.
    var isTrouble: Bool { self != .resolved && self != .aborted && self != .pending }
  }

  /// The kind.
  let kind: Kind
  /// The status that the script sees; nil where it sees none.
  var visibleStatus: Int?
  /// What the script catches, or reads in its error event; empty where there is nothing.
  var error = ""
  /// Chrome's net error, as its console and its network panel name it; empty where there is none.
  var netError = ""
  /// What lies behind it and the script cannot see, in words; empty where there is nothing.
  var reason = ""

  /// Nothing yet.
  static let pending = BrowserReport(kind: .pending)

  /// One sentence for people: what the script would say, then what it cannot know.
  var sentence: String {
    let said = error.isEmpty ? "nothing" : error
    return reason.isEmpty ? said : "\(said) (\(reason))"
  }
}
