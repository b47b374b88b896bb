import World

/// What the page of a group of users is made of: whose browser, by which interface, how it reads.
struct ClientModel: Sendable, Equatable {
  /// Where a script that reads by `fetch` takes a stream to be over.
  enum EndsAt: String, CaseIterable, Sendable {
    /// Where its body ends.
    case body
    /// At the terminal event, whatever comes behind it.
    case terminalEvent
  }

  /// What a parser does with an event that the end of its stream leaves without a blank line.
  enum Parser: String, CaseIterable, Sendable {
    /// It drops it, as the standard says.
    case strict
    /// It takes it, as several libraries do.
    case lenient
  }

  /// What a parser makes of a comment and its blank line.
  enum Comments: String, CaseIterable, Sendable {
    /// Nothing, as the standard says.
    case ignored
    /// An event without data, which is no JSON (openai-python of 2024 and others).
    case dispatched
  }

  /// What rearms the script's idle timer.
  enum IdleClock: String, CaseIterable, Sendable {
    /// An event that was read: comments do not count.
    case events
    /// Any byte of the body.
    case bytes
  }

  /// By which interface the script asks.
  var api = BrowserAPI.fetch
  /// Whose words it reads.
  var browser = Browser.chrome
  /// Whether page and service share an origin, so that CORS plays no part.
  var isSameOrigin = false
  /// Whether it asks for compressed answers, as every browser does; ours reads stored blocks.
  var acceptsGzip = false
  /// What its requests say of the visitor's address, to be taken for somebody else.
  var forwardedFor: String?
  /// Where a stream is over.
  var endsAt = EndsAt.body
  /// What becomes of an event without its end.
  var parser = Parser.strict
  /// What becomes of comments.
  var comments = Comments.ignored
  /// How many bytes of a body have to be there before the script gets any (Safari: about 1 KiB).
  var minimumBytes = 0
  /// How long the script waits for a whole answer, from its start; nil for no limit.
  var timeout: Duration?
  /// How long it waits for the next sign of life; nil for no limit.
  var idleTimeout: Duration?
  /// What counts as one.
  var idleClock = IdleClock.events

  /// What its reports are made with.
  var view: BrowserView { BrowserView(browser: browser, api: api) }

  /// Whether the page closes a stream at its terminal event; `EventSource` would ask again.
  var closesAtTerminalEvent: Bool { api == .eventSource || endsAt == .terminalEvent }
}
