/// A bug that a scenario can put back.
package struct KnownBug: Sendable {
  /// What of the whole it is a bug of; all of it is one team's work.
  package enum Part: String, Sendable, CaseIterable {
    /// The program.
    case service
    /// The table of what each plan gets.
    case tiers
    /// The page that users look at.
    case page
    /// The configuration of the nginx before the service.
    case edge
  }

  /// What scenarios call it.
  package let name: String
  /// Its bit.
  package let bug: KnownBugs
  /// What of the whole it is a bug of.
  package let part: Part
  /// The sentence of the history, or of the requirements, that it breaks.
  package let history: String

  fileprivate init(_ name: String, _ bug: KnownBugs, _ part: Part, _ history: String) {
    self.name = name
    self.bug = bug
    self.part = part
    self.history = history
  }
}

extension KnownBugs {
  /// All of them: the one table of names, whatever part a bug is in.
  package static let all: [KnownBug] = [
    KnownBug(
      "terminal-event-not-awaited", .terminalEventNotAwaited, .service,
      "The llm package called the user-supplied onSpec/onError handlers without awaiting "
        + "them."),
    KnownBug(
      "response-ended-early", .responseEndedEarly, .service,
      "The route's finally block then ran `reply.raw.end()`, the queued `send('spec', ...)` "
        + "hit a closed stream and silently no-op'd"),
    KnownBug(
      "duplicate-terminal-event", .duplicateTerminalEvent, .service,
      "the post-stream \"unresolved\" fallback only fires on a genuine programming bug"),
    KnownBug(
      "success-not-logged", .successNotLogged, .service,
      "Added preview_spec_ready info log on the happy path so future diagnosis doesn't have "
        + "to infer success from the absence of error logs"),
    KnownBug(
      "outcome-logged-twice", .outcomeLoggedTwice, .service,
      "Requirement: exactly one outcome line per request."),
    KnownBug(
      "finding-not-logged", .findingNotLogged, .service,
      "422s from /preview hid the actual reason: zod_message tells which field was wrong and "
        + "a 400-char preview of the model output reveals refusals or non-JSON returns."),
    KnownBug(
      "stop-reason-ignored", .stopReasonIgnored, .service,
      "Detect stop_reason === 'max_tokens' on the Anthropic response BEFORE parsing"),
    KnownBug(
      "validator-text-leaked", .validatorTextLeaked, .service,
      "Both stay in the api log only — never surfaced to the client unchanged."),
    KnownBug(
      "model-output-leaked", .modelOutputLeaked, .service,
      "a 400-char preview of the model output […] Both stay in the api log only — never "
        + "surfaced to the client unchanged."),
    KnownBug(
      "keep-alive-off", .keepAliveOff, .service,
      "every chunk resets CF's idle timer and a 15s keepalive comment guarantees activity"),
    KnownBug(
      "keep-alive-only-after-first-token", .keepAliveOnlyAfterFirstToken, .service,
      "a 15s keepalive comment guarantees activity even during slow first-token windows"),
    KnownBug(
      "keep-alive-late", .keepAliveLate, .service,
      "a 15s keepalive comment guarantees activity"),
    KnownBug(
      "upstream-not-cancelled", .upstreamNotCancelled, .service,
      "Requirement: the client going away cancels the provider call at once."),
    KnownBug(
      "stream-for-hobby", .streamForHobby, .service,
      "Anthropic-only — GLM/hobby falls back to the sync route via 409 streaming_unavailable."),
    KnownBug(
      "cors-missing-on-errors", .corsMissingOnErrors, .service,
      "the browser received a headerless 524 and reported it as a CORS failure"),
    KnownBug(
      "cors-missing-on-504", .corsMissingOn504, .service,
      "the route returns a clean 504 (with CORS headers) instead of a stalled connection"),
    KnownBug(
      "cors-missing-on-streams", .corsMissingOnStreams, .service,
      "Requirement: every answer lets the page's script read it, a stream's too."),
    KnownBug(
      "check-then-act-limits", .checkThenActLimits, .service,
      "Requirement: under any concurrency exactly as many pass as the limit says."),
    KnownBug(
      "errors-counted", .errorsCounted, .service,
      "Requirement: a call that failed before the provider was reached is given back."),
    KnownBug(
      "check-then-act-redemption", .checkThenActRedemption, .service,
      "consumeMagicLink was SELECT-then- UPDATE; two parallel redemptions could both win"),
    KnownBug(
      "links-unlimited-by-email", .linksUnlimitedByEmail, .service,
      "/v1/auth/magic-link gained the two-axis daily rate-limit […] 5/email/day."),
    KnownBug(
      "links-unlimited-by-address", .linksUnlimitedByAddress, .service,
      "/v1/auth/magic-link gained the two-axis daily rate-limit […] 10/IP/day"),
    KnownBug(
      "client-address-of-proxy", .clientAddressOfProxy, .service,
      "req.ip resolves to the real visitor IP via X-Forwarded-For instead of always being the "
        + "nginx / docker-bridge peer."),
    KnownBug(
      "client-address-forgeable", .clientAddressForgeable, .service,
      "Requirement: never a header a visitor can forge."),
    KnownBug(
      "cache-of-five-minutes", .cacheOfFiveMinutes, .service,
      "preview-cache TTL 5min -> 24h (kills the cache-miss path)"),
    KnownBug(
      "cache-key-without-model", .cacheKeyWithoutModel, .service,
      "Requirement: the cache's key holds the model; \"picks model from caller's plan\"."),
    KnownBug(
      "scan-skips-names-and-schemas", .scanSkipsNamesAndSchemas, .service,
      "scanForInjection now also walks tool.name and every inputSchema property description, "
        + "not only implementation + description"),
    KnownBug(
      "function-without-new", .functionWithoutNew, .service,
      "banned-pattern blacklist tightened (Function(...) without `new`, process.binding, […])"),
    KnownBug(
      "pattern-lists-drifted", .patternListsDrifted, .service,
      "three separate copies of BANNED_PATTERNS had drifted apart. The publish-time scanner "
        + "[…] was MISSING the 7 new patterns added in Pass-1"),
    KnownBug(
      "no-timeout", .noTimeout, .tiers,
      "The /v1/servers/preview route ran claude-opus-4-7 synchronously; full spec generation "
        + "routinely exceeded Cloudflare's ~100s proxy cap"),
    KnownBug(
      "timeout-past-edge", .timeoutPastEdge, .tiers,
      "Timeouts bumped to 95s […] still under Cloudflare's 100s edge cap."),
    KnownBug(
      "retries-past-budget", .retriesPastBudget, .tiers,
      "a 45s per-attempt timeout and one retry — comfortably inside the proxy budget"),
    KnownBug(
      "previews-unlimited", .previewsUnlimited, .tiers,
      "The free tier was hemorrhaging Anthropic cost with no abuse cap (no rate limit on "
        + "/preview, […])"),
    KnownBug(
      "model-not-by-plan", .modelNotByPlan, .tiers,
      "This switches free users to GLM, paid users to Claude tiers"),
    KnownBug(
      "fallback-on-any-error", .fallbackOnAnyError, .page,
      "The wizard's analyze() prefers the stream and only uses the sync endpoint on the "
        + "explicit 409 fallback."),
    KnownBug(
      "stream-location-buffered", .streamLocationBuffered, .edge,
      "the /v1/builds/ location block […] now also matches /v1/servers/preview/stream so the "
        + "SSE response isn't buffered."),
  ]

  /// The names of those that are in it, in the table's order.
  package var names: [String] {
    Self.all.filter { contains($0.bug) }.map(\.name)
  }
}
