import Wire
import World

/// Writes a result as JSON, its keys in a fixed order; `docs/results.md` describes each of them.
enum ResultFile {
  /// The name of the file in a scenario's folder.
  static let name = "result.json"

  /// The file of a document.
  static func bytes(_ document: ResultDocument) -> [UInt8] {
    JSONLayout.bytes(json(document))
  }

  static func json(_ document: ResultDocument) -> JSONValue {
    JSONValue.members(head(document) + judgement(document) + figures(document) + rest(document))
  }

  private typealias Members = [(String, JSONValue)]

  private static func head(_ document: ResultDocument) -> Members {
    [
      ("version", .integer(Int64(ResultDocument.version))),
      ("bench", bench(document.bench)),
      ("scenario", .string(document.scenario)),
      ("file", .string(document.file)),
      ("set", .array(document.settings.map { .string($0) })),
      ("about", .string(document.about)),
      ("source", .string(document.source)),
      ("scenarioHash", .string(document.scenarioHash)),
      ("seed", .integer(Int64(bitPattern: document.seed))),
      ("shard", document.shard.map(shard) ?? .null),
      ("parts", .of(document.parts)),
      ("seeds", .array(document.seeds.map(\.json))),
      ("world", .string(document.world)),
      ("timeScale", .of(document.timeScale)),
      ("digest", .of(document.digest)),
      ("swarm", document.swarm.map(swarm) ?? .null),
    ]
  }

  private static func judgement(_ document: ResultDocument) -> Members {
    [
      ("verdict", .string(document.verdict.rawValue)),
      ("abort", document.abort.map(abort) ?? .null),
      ("checks", .array(document.checks.map(check))),
      ("invariants", .array(document.invariants.map(invariant))),
      ("notExercised", .array(document.notExercised.map { .string($0) })),
      ("outcomes", .members(document.outcomes.map { ($0.name, .of($0.count)) })),
      ("messages", messages(document.outcomes)),
      ("browser", .array(document.browser.map(browser))),
    ]
  }

  private static func figures(_ document: ResultDocument) -> Members {
    [
      ("metrics", .members(document.metrics.map { ($0.name, ResultFigures.metric($0)) })),
      ("rows", .array(document.rows.map(ResultFigures.row))),
      ("series", ResultTimes.series(document.series)),
      ("sample", ResultTimes.sample(document.sample)),
      ("timelines", .array(document.timelines.map(ResultTimes.timeline))),
      ("caps", .array(document.caps.map(ResultTimes.cap))),
      ("objectives", document.objectives.map(ResultFigures.objectives) ?? .null),
      ("goodput", ResultFigures.goodput(document.goodput)),
      ("tokens", ResultFigures.tokens(document.tokens)),
      ("cost", ResultFigures.cost(document.cost)),
    ]
  }

  private static func rest(_ document: ResultDocument) -> Members {
    [
      ("harness", ResultTimes.harness(document.harness)),
      ("server", .members([("series", .array(document.server.map(ResultTimes.server)))])),
      ("unreadableAnswers", .of(document.unreadableAnswers)),
      ("droppedArrivals", .of(document.droppedArrivals)),
      ("dropped", .array(document.dropped.map(ResultTimes.dropped))),
      ("virtualSeconds", .seconds(document.virtual)),
      ("wallSeconds", .seconds(document.wall)),
    ]
  }

  private static func bench(_ bench: ResultDocument.Bench) -> JSONValue {
    .members([
      ("version", .string(bench.version)), ("commit", .of(bench.commit)),
      ("build", .string(bench.build)),
    ])
  }

  private static func shard(_ shard: Shard) -> JSONValue {
    .members([("index", .of(shard.index)), ("count", .of(shard.count))])
  }

  private static func swarm(_ swarm: ResultDocument.Swarm) -> JSONValue {
    .members([
      ("schedule", .string(swarm.schedule)),
      ("stallShare", .number(swarm.stallShare)),
      ("stallSecondsMax", .number(swarm.stallSecondsMax)),
      ("slowStatementShare", .number(swarm.slowStatementShare)),
      ("slowStatementFactor", .number(swarm.slowStatementFactor)),
      ("lateSegmentShare", .number(swarm.lateSegmentShare)),
      ("lateSegmentMediansMax", .number(swarm.lateSegmentMediansMax)),
    ])
  }

  private static func abort(_ abort: ResultDocument.Abort) -> JSONValue {
    .members([("check", .string(abort.check)), ("atSeconds", .seconds(abort.at))])
  }

  private static func check(_ check: ExpectationResult) -> JSONValue {
    .members([
      ("name", .string(check.name)), ("expected", .string(check.text)),
      ("observed", .string(check.observed)), ("pass", .bool(check.pass)),
    ])
  }

  private static func invariant(_ result: ResultDocument.Invariant) -> JSONValue {
    .members([
      ("name", .string(result.name)), ("checked", .of(result.checked)),
      ("violations", .of(result.violations)),
      ("examples", .array(result.examples.map { .string($0) })),
    ])
  }

  private static func messages(_ outcomes: [ResultDocument.Outcome]) -> JSONValue {
    .members(outcomes.filter { !$0.message.isEmpty }.map { ($0.name, .string($0.message)) })
  }

  private static func browser(_ row: ResultDocument.Browser) -> JSONValue {
    .members([
      ("report", .string(row.report)), ("count", .of(row.count)), ("says", .string(row.says)),
    ])
  }
}
