/// Bugs of the history and of its kind, which the harness puts back to see whether it finds them.
///
/// Each is looked at in one place of the code. Nothing the service itself reads can set them.
package struct KnownBugs: OptionSet, Sendable {
  /// One bit for each bug.
  package let rawValue: UInt32

  /// The bugs of those bits.
  package init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// The stream ends before the handler of its terminal event has written it.
  package static let terminalEventNotAwaited = KnownBugs(rawValue: 1 << 0)
  /// A success leaves no line in the log.
  package static let successNotLogged = KnownBugs(rawValue: 1 << 1)
  /// An answer that was cut or refused is parsed as if it were whole.
  package static let stopReasonIgnored = KnownBugs(rawValue: 1 << 2)
  /// The client is told what the validator found.
  package static let validatorTextLeaked = KnownBugs(rawValue: 1 << 3)
  /// A silent stream stays silent.
  package static let keepAliveOff = KnownBugs(rawValue: 1 << 4)
  /// A stream may be silent until its first token.
  package static let keepAliveOnlyAfterFirstToken = KnownBugs(rawValue: 1 << 5)
  /// The provider goes on for a client that has left.
  package static let upstreamNotCancelled = KnownBugs(rawValue: 1 << 6)
  /// A browser may not read the errors.
  package static let corsMissingOnErrors = KnownBugs(rawValue: 1 << 7)
  /// The clean-up sends a terminal event of its own behind the first.
  package static let duplicateTerminalEvent = KnownBugs(rawValue: 1 << 8)
  /// A stream's head is written by hand, without the fields that let a browser read it.
  package static let corsMissingOnStreams = KnownBugs(rawValue: 1 << 9)
  /// A limit is looked at first and counted later, so that many pass at once.
  package static let checkThenActLimits = KnownBugs(rawValue: 1 << 16)
  /// A log-in link is looked at first and used up later, so that it opens several sessions.
  package static let checkThenActRedemption = KnownBugs(rawValue: 1 << 17)
  /// Limits per address count the proxy, and so all visitors as one.
  package static let clientAddressOfProxy = KnownBugs(rawValue: 1 << 20)
  /// Limits per address count whatever address the visitor sends.
  package static let clientAddressForgeable = KnownBugs(rawValue: 1 << 21)

  /// All of them, with the sentence of the history, or of the requirements, that each one breaks.
  package static let all: [(name: String, bug: KnownBugs, history: String)] = [
    (
      "terminal-event-not-awaited", .terminalEventNotAwaited,
      "The llm package called the user-supplied onSpec/onError handlers without awaiting them."
    ),
    (
      "success-not-logged", .successNotLogged,
      "Added preview_spec_ready info log on the happy path so future diagnosis doesn't have to "
        + "infer success from the absence of error logs"
    ),
    (
      "stop-reason-ignored", .stopReasonIgnored,
      "Detect stop_reason === 'max_tokens' on the Anthropic response BEFORE parsing"
    ),
    (
      "validator-text-leaked", .validatorTextLeaked,
      "Both stay in the api log only — never surfaced to the client unchanged."
    ),
    (
      "keep-alive-off", .keepAliveOff,
      "every chunk resets CF's idle timer and a 15s keepalive comment guarantees activity"
    ),
    (
      "keep-alive-only-after-first-token", .keepAliveOnlyAfterFirstToken,
      "a 15s keepalive comment guarantees activity even during slow first-token windows"
    ),
    (
      "upstream-not-cancelled", .upstreamNotCancelled,
      "Requirement: the client going away cancels the provider call at once."
    ),
    (
      "cors-missing-on-errors", .corsMissingOnErrors,
      "the route returns a clean 504 (with CORS headers) instead of a stalled connection"
    ),
    (
      "duplicate-terminal-event", .duplicateTerminalEvent,
      "the post-stream \"unresolved\" fallback only fires on a genuine programming bug"
    ),
    (
      "cors-missing-on-streams", .corsMissingOnStreams,
      "Requirement: every answer lets the page's script read it, a stream's too."
    ),
    (
      "check-then-act-limits", .checkThenActLimits,
      "Requirement: under any concurrency exactly as many pass as the limit says."
    ),
    (
      "check-then-act-redemption", .checkThenActRedemption,
      "consumeMagicLink was SELECT-then- UPDATE; two parallel redemptions could both win"
    ),
    (
      "client-address-of-proxy", .clientAddressOfProxy,
      "req.ip resolves to the real visitor IP via X-Forwarded-For instead of always being the "
        + "nginx / docker-bridge peer"
    ),
    (
      "client-address-forgeable", .clientAddressForgeable,
      "Requirement: never a header a visitor can forge."
    ),
  ]
}
