import Wire
import World

/// What the service counts of itself, for `GET /metrics`.
final class ServiceMetrics: @unchecked Sendable {  // Confined to its world's loop.
  private let started: Instant
  private let environment: ServiceEnvironment

  private var requests = MetricCounter(
    "bmm_http_requests", labels: ["route", "method", "status"], "Requests that have ended.")
  private var durations = MetricHistogram(
    "bmm_http_request_duration_seconds", label: "route", bounds: MetricsLimits.requestSeconds,
    "From a request's head to the end of its answer.")
  private var open = MetricCounter(
    "bmm_http_open_requests", .gauge, labels: ["route"],
    "Requests under way; of preview_stream, open streams.")
  private var previews = MetricCounter(
    "bmm_previews", labels: ["outcome", "plan"], "Previews by the event of their outcome line.")
  private var tokens = MetricCounter(
    "bmm_preview_tokens", labels: ["model", "direction"], "Tokens that previews paid for.")
  private var cacheHits = MetricCounter(
    "bmm_preview_cache_hits", labels: [], "Previews answered from the cache.")
  private var sharedFlights = MetricCounter(
    "bmm_preview_shared_flights", labels: [], "Previews that joined another one's provider call.")
  private var calls = MetricCounter(
    "bmm_provider_calls", labels: ["provider", "result"], "Attempts at a provider.")
  private var refusals = MetricCounter(
    "bmm_limit_refusals", labels: ["limit"], "Requests refused since a limit was used up.")
  private var links = MetricCounter(
    "bmm_magic_links", labels: ["result"], "Log-in links by what became of a request about one.")
  private var statements = MetricHistogram(
    "bmm_database_access_duration_seconds", label: nil, bounds: MetricsLimits.databaseSeconds,
    "Accesses to the database, their wait for the lane among it.")

  init(from started: Instant, in environment: ServiceEnvironment) {
    self.started = started
    self.environment = environment
  }

  // MARK: Counting

  /// A request has begun.
  func began(_ route: Route?) {
    open.add(1, Self.name(of: route))
  }

  /// A request has ended; without a status its client was gone before an answer.
  func ended(_ route: Route?, method: String, status: Int?, after duration: Duration) {
    let name = Self.name(of: route)
    open.add(-1, name)
    requests.add(1, name, Self.known(method), status.map { "\($0 / 100)xx" } ?? "none")
    durations.add(duration, name)
  }

  /// A limit was used up.
  func refused(by limit: String) {
    refusals.add(1, limit)
  }

  /// A log-in link was asked for or used.
  func link(_ result: MagicLinkResult) {
    links.add(1, result.rawValue)
  }

  /// An attempt at a provider has ended.
  func called(_ provider: Provider, _ result: ProviderResult) {
    calls.add(1, provider.rawValue, result.rawValue)
  }

  /// The database was used.
  func accessedDatabase(for duration: Duration) {
    statements.add(duration)
  }

  /// Counts what an outcome line says of its preview, so that log and metrics cannot differ.
  func wrote(_ line: LogLine) {
    guard let outcome = PreviewOutcome(rawValue: line.event) else { return }
    previews.add(1, outcome.rawValue, line["plan"]?.stringValue ?? "none")
    if line["cached"]?.boolValue == true { cacheHits.add() }
    if line["shared"]?.boolValue == true { sharedFlights.add() }
    guard let model = line["model"]?.stringValue else { return }
    for (direction, field) in [("input", "input_tokens"), ("output", "output_tokens")] {
      guard let count = line[field]?.intValue, count > 0 else { continue }
      tokens.add(count, model, direction)
    }
  }

  // MARK: Text

  /// All families in one of the two forms.
  func text(_ format: MetricsFormat, at now: Instant) -> String {
    var writer = MetricsWriter(format)
    writer.begin("bmm_build", .info, help: "What runs.")
    writer.sample(
      "bmm_build_info",
      [("environment", environment.rawValue), ("prompt_version", SystemPrompt.version)], "1")
    writer.begin("bmm_uptime_seconds", .gauge, unit: "seconds", help: "Since the service began.")
    writer.sample("bmm_uptime_seconds", [], "\((now - started).seconds)")
    for family in [
      requests, open, previews, tokens, cacheHits, sharedFlights, calls, refusals, links,
    ] {
      family.write(into: &writer)
    }
    durations.write(into: &writer)
    statements.write(into: &writer)
    writer.end()
    return writer.text
  }

  private static func name(of route: Route?) -> String { route?.name ?? "none" }

  /// A client may send any word as a method.
  private static func known(_ method: String) -> String {
    ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"].contains(method)
      ? method : "other"
  }
}
