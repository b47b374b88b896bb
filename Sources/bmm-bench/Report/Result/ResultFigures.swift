import Wire
import World

/// Writes the figures of a result: metrics, rows, goodput, tokens and cost.
enum ResultFigures {
  /// A metric over all requests: quantiles to read, buckets to reckon with.
  static func metric(_ row: ResultDocument.Figures) -> JSONValue {
    let scale = row.unit.scale
    func value(_ number: Int64?) -> JSONValue { .scaled(number, scale) }
    return .members([
      ("unit", .string(row.unit.rawValue)),
      ("count", .of(row.values.count)), ("min", value(row.values.min)),
      ("p50", value(row.values.quantile(0.5))), ("p90", value(row.values.quantile(0.9))),
      ("p95", value(row.values.quantile(0.95))), ("p99", value(row.values.quantile(0.99))),
      ("max", value(row.values.max)), ("mean", .of(row.values.mean.map { $0 / scale })),
      ("buckets", buckets(row.values)),
    ])
  }

  static func row(_ row: ResultDocument.Row) -> JSONValue {
    .members([
      ("group", .string(row.group)), ("plan", .string(row.plan)), ("model", .string(row.model)),
      ("stage", .of(row.stage)), ("measured", .bool(row.isMeasured)),
      ("outcome", .string(row.outcome)),
      ("route", .string(row.route)), ("browser", .string(row.browser)),
      ("readable", .bool(row.isReadable)), ("count", .of(row.count)), ("goodput", .of(row.good)),
      ("tokens", .of(row.tokens)), ("cost", .scaled(row.cost, 1e9)),
      ("metrics", .members(row.metrics.map { ($0.name, values($0)) })),
    ])
  }

  /// The values of a metric in a row, without what can be reckoned from them.
  private static func values(_ row: ResultDocument.Figures) -> JSONValue {
    .members([
      ("unit", .string(row.unit.rawValue)), ("count", .of(row.values.count)),
      ("min", .scaled(row.values.min, row.unit.scale)),
      ("max", .scaled(row.values.max, row.unit.scale)), ("buckets", buckets(row.values)),
    ])
  }

  /// Lowest and highest value, count and sum, in the histogram's own units.
  private static func buckets(_ values: Histogram) -> JSONValue {
    .array(
      values.buckets.map { bucket in
        [
          .integer(bucket.bounds.lowerBound), .integer(bucket.bounds.upperBound),
          .of(bucket.count), sum(bucket.sum),
        ]
      })
  }

  /// As text where a reader with doubles would round it.
  private static func sum(_ sum: Int128) -> JSONValue {
    guard sum <= 1 << 53, let small = Int64(exactly: sum) else { return .string("\(sum)") }
    return .integer(small)
  }

  static func objectives(_ stated: ResultDocument.Stated) -> JSONValue {
    .members(
      targets(stated.all) + [
        ("groups", .members(stated.groups.map { ($0.name, .members(targets($0.objectives))) }))
      ])
  }

  private static func targets(_ targets: Objectives) -> [(String, JSONValue)] {
    [
      ("ttft", .seconds(targets.ttft)), ("tpot", .seconds(targets.tpot)),
      ("e2e", .seconds(targets.e2e)),
    ]
  }

  static func goodput(_ goodput: ResultDocument.Goodput) -> JSONValue {
    .members([
      ("requests", .of(goodput.requests)), ("from", .seconds(goodput.from)),
      ("to", .seconds(goodput.to)), ("perSecond", .number(goodput.perSecond)),
    ])
  }

  static func tokens(_ tokens: ResultDocument.Tokens) -> JSONValue {
    .members([
      ("sold", .of(tokens.sold)), ("accounted", .of(tokens.accounted)),
      ("wasted", .of(tokens.wasted)), ("input", .of(tokens.input)),
    ])
  }

  static func cost(_ cost: ResultDocument.Cost) -> JSONValue {
    .members([
      ("currency", "USD"), ("sold", .scaled(cost.sold, 1e9)), ("wasted", .scaled(cost.wasted, 1e9)),
      ("previews", .of(cost.previews)), ("perPreview", .of(cost.perPreview)),
      (
        "prices",
        .members(
          cost.prices.map { price in
            (
              price.model,
              .members([("input", .number(price.input)), ("output", .number(price.output))])
            )
          })
      ),
    ])
  }
}
