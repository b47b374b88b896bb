import Wire
import World

/// Writes the parts of a result that lie on its time line.
enum ResultTimes {
  static func series(_ series: ResultDocument.Series) -> JSONValue {
    .members([
      ("windowSeconds", .seconds(series.window)),
      (
        "windows",
        .array(series.windows.enumerated().map { window($1, from: series.window * $0) })
      ),
    ])
  }

  private static func window(_ window: ResultDocument.Window, from start: Duration) -> JSONValue {
    .members([
      ("start", .seconds(start)), ("started", .of(window.started)), ("ended", .of(window.ended)),
      ("inFlight", .of(window.inFlight)),
      ("outcomes", .members(window.outcomes.map { ($0.name, .of($0.count)) })),
      ("ttft", values(window.ttft)), ("e2e", values(window.e2e)), ("tokens", .of(window.tokens)),
    ])
  }

  private static func values(_ values: WindowHistogram) -> JSONValue {
    .members([
      ("p50", .scaled(values.values.quantile(0.5), 1e9)),
      ("p95", .scaled(values.values.quantile(0.95), 1e9)),
      ("steps", .array(values.steps.map { [.integer($0.middle), .of($0.count)] })),
    ])
  }

  /// In columns, which takes a third of what rows with their keys would.
  static func sample(_ sample: [ResultDocument.SampledRequest]) -> JSONValue {
    func column(_ value: (ResultDocument.SampledRequest) -> JSONValue) -> JSONValue {
      .array(sample.map(value))
    }
    return .members([
      ("id", column { .string($0.id) }),
      ("seed", column { .integer(Int64(bitPattern: $0.seed)) }),
      ("group", column { .string($0.group) }),
      ("plan", column { .string($0.plan) }), ("model", column { .string($0.model) }),
      ("stage", column { .of($0.stage) }), ("outcome", column { .string($0.outcome) }),
      ("planned", column { .seconds($0.planned) }), ("started", column { .seconds($0.started) }),
      ("ttft", column { .seconds($0.ttft) }), ("e2e", column { .seconds($0.e2e) }),
      ("headroom", column { .seconds($0.headroom) }),
    ])
  }

  static func timeline(_ timeline: ResultDocument.Timeline) -> JSONValue {
    .members([
      ("id", .string(timeline.id)), ("group", .string(timeline.group)),
      ("plan", .string(timeline.plan)), ("outcome", .string(timeline.outcome)),
      ("why", .string(timeline.why)), ("spans", .array(timeline.spans.map(span))),
      ("marks", .array(timeline.marks.map(mark))),
    ])
  }

  private static func span(_ span: ResultDocument.Timeline.Span) -> JSONValue {
    .members([
      ("role", .string(span.role)), ("name", .string(span.name)), ("start", .seconds(span.start)),
      ("end", .seconds(span.end)), ("note", .string(span.note)),
    ])
  }

  private static func mark(_ mark: ResultDocument.Timeline.Mark) -> JSONValue {
    .members([
      ("role", .string(mark.role)), ("name", .string(mark.name)), ("at", .seconds(mark.at)),
    ])
  }

  static func cap(_ cap: ResultDocument.Cap) -> JSONValue {
    .members([
      ("route", .string(cap.route)), ("seconds", .seconds(cap.time)),
      ("jitterSeconds", .seconds(cap.jitter)),
    ])
  }

  static func harness(_ harness: ResultDocument.Harness) -> JSONValue {
    .members([
      ("latenessP50", .seconds(harness.latenessP50)),
      ("latenessP99", .seconds(harness.latenessP99)),
      ("latenessMax", .seconds(harness.latenessMax)), ("cpuShare", .of(harness.cpuShare)),
      ("peakMemoryBytes", .of(harness.peakMemoryBytes)),
      ("bottleneck", .bool(harness.isBottleneck)),
      ("warnings", .array(harness.warnings.map { .string($0) })),
    ])
  }

  static func dropped(_ row: DroppedArrivals.Row) -> JSONValue {
    .members([
      ("group", .string(row.group)), ("reason", .string(row.reason.rawValue)),
      ("count", .of(row.count)),
    ])
  }

  static func server(_ sample: ResultDocument.ServerSample) -> JSONValue {
    .members([
      ("at", .seconds(sample.at)), ("openConnections", .of(sample.openConnections)),
      ("inFlight", .of(sample.inFlight)), ("databaseQueue", .of(sample.databaseQueue)),
      ("databaseSeconds", .seconds(sample.database)),
      ("residentBytes", .of(sample.residentBytes)),
    ])
  }
}
