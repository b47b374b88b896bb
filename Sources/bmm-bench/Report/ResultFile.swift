import Wire
import World

/// The machine-readable result of a run, version 1; `docs/results.md` describes every key.
enum ResultFile {
  /// The version of the shape; a reader refuses those it does not know.
  static let version = 1

  /// The result as JSON, its keys in a fixed order.
  static func bytes(_ result: RunResult) -> [UInt8] {
    Array((json(result).jsonString(pretty: true) + "\n").utf8)
  }

  static func json(_ result: RunResult) -> JSONValue {
    object([
      ("version", .integer(Int64(version))),
      ("scenario", .string(result.scenario.name)),
      ("file", .string(result.scenario.file)),
      ("about", .string(result.scenario.about)),
      ("seed", .integer(Int64(result.scenario.seed))),
      ("world", .string(result.arm.rawValue)),
      ("timeScale", result.timeScale.map { .number($0) } ?? .null),
      ("digest", result.digest.map { .string($0) } ?? .null),
      ("swarm", result.swarm.map(swarm) ?? .null),
      ("verdict", .string(result.verdict.rawValue)),
      ("checks", .array(result.checks.map(check))),
      ("invariants", .array(result.invariants.map(invariant))),
      ("outcomes", outcomes(result)),
      ("browser", .array(result.browser.map(browser))),
      ("metrics", object(result.metrics.map { ($0.metric.rawValue, metric($0)) })),
      ("tokens", tokens(result.tokens)),
      ("unreadableAnswers", .integer(Int64(result.unreadableAnswers))),
      ("droppedArrivals", .integer(Int64(result.dropped.total))),
      ("dropped", .array(result.dropped.rows.map(\.json))),
      ("harness", result.harness.json),
      ("virtualSeconds", .number(result.virtual.seconds)),
      ("wallSeconds", .number(result.wall.seconds)),
    ])
  }

  private static func swarm(_ swarm: SwarmIntensity) -> JSONValue {
    object([
      ("schedule", .string(swarm.policy.rawValue)),
      ("stallShare", .number(swarm.stallShare)),
      ("stallSecondsMax", .number(swarm.stallSecondsMax)),
      ("slowStatementShare", .number(swarm.slowStatements.probability)),
      ("slowStatementFactor", .number(swarm.slowStatements.factor)),
      ("lateSegmentShare", .number(swarm.latencyTail.probability)),
      ("lateSegmentMediansMax", .number(swarm.latencyTail.medians)),
    ])
  }

  private static func check(_ check: ExpectationResult) -> JSONValue {
    object([
      ("name", .string(check.name)), ("expected", .string(check.text)),
      ("observed", .string(check.observed)), ("pass", .bool(check.pass)),
    ])
  }

  private static func invariant(_ result: InvariantResult) -> JSONValue {
    object([
      ("name", .string(result.name.rawValue)), ("checked", .integer(Int64(result.checked))),
      ("violations", .integer(Int64(result.violations))),
      ("examples", .array(result.examples.map { .string($0) })),
    ])
  }

  private static func outcomes(_ result: RunResult) -> JSONValue {
    object(result.outcomes.map { ($0.outcome.name, .integer(Int64($0.count))) })
  }

  private static func browser(_ row: RunResult.BrowserRow) -> JSONValue {
    object([
      ("report", .string(row.kind.rawValue)), ("count", .integer(Int64(row.count))),
      ("says", .string(row.says)),
    ])
  }

  private static func tokens(_ tokens: RunResult.Tokens) -> JSONValue {
    object([
      ("sold", .integer(Int64(tokens.sold))), ("accounted", .integer(Int64(tokens.accounted))),
      ("wasted", .integer(Int64(tokens.wasted))),
    ])
  }

  /// Times in seconds, tokens as they are.
  private static func metric(_ row: RunResult.MetricRow) -> JSONValue {
    let scale = row.metric.unit == .nanoseconds ? 1e9 : 1
    func value(_ nanoseconds: Int64?) -> JSONValue {
      nanoseconds.map { .number(Double($0) / scale) } ?? .null
    }
    return object([
      ("unit", .string(row.metric.unit == .nanoseconds ? "s" : "tokens")),
      ("count", .integer(Int64(row.values.count))), ("min", value(row.values.min)),
      ("p50", value(row.values.quantile(0.5))), ("p90", value(row.values.quantile(0.9))),
      ("p95", value(row.values.quantile(0.95))), ("p99", value(row.values.quantile(0.99))),
      ("max", value(row.values.max)),
      ("mean", row.values.mean.map { .number($0 / scale) } ?? .null),
    ])
  }

  private static func object(_ members: [(String, JSONValue)]) -> JSONValue {
    .object(members.map { JSONMember(key: $0.0, value: $0.1) })
  }
}
