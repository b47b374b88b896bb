import World

/// A figure by which runs are compared, the same in history, per seed and between two results.
struct KeyFigure: Sendable {
  /// Which way is better.
  enum Direction: Sendable {
    case lower
    case higher
    /// Neither: it says what the load was.
    case neither
  }

  /// What the value counts.
  enum Unit: Sendable {
    case seconds
    case share
    case perSecond
    case dollars
    case count
  }

  /// As checks write it, where there is such a check.
  let name: String
  let better: Direction
  let unit: Unit
  /// The value in a result; nil without a sample.
  let value: @Sendable (ResultDocument) -> Double?

  /// The figures, in the order of reports.
  static let all: [KeyFigure] =
    times("ttft", [50, 95, 99]) + times("tpot", [50, 95]) + times("itl", [50, 99])
    + times("e2e", [50, 95, 99])
    + [
      KeyFigure(name: "max(gap)", better: .lower, unit: .seconds) {
        seconds($0, "gap") { $0.max }
      },
      KeyFigure(name: "min(headroom)", better: .higher, unit: .seconds) {
        seconds($0, "headroom") { $0.min }
      },
    ] + times("upstreamLag", [99]) + [
      KeyFigure(name: "mean(outputTokens)", better: .neither, unit: .count) { document in
        document.metrics.first { $0.name == "outputTokens" }?.values.mean
      },
      KeyFigure(name: "rate(outcome=spec)", better: .higher, unit: .share) { document in
        let all = document.outcomes.reduce(0) { $0 + $1.count }
        let specs = document.outcomes.first { $0.name == Outcome.spec.name }?.count ?? 0
        return all == 0 ? nil : Double(specs) / Double(all)
      },
      KeyFigure(name: "goodput", better: .higher, unit: .perSecond) { $0.goodput.perSecond },
      KeyFigure(name: "tokens.wasted", better: .lower, unit: .count) {
        perRun($0.tokens.wasted, $0)
      },
      KeyFigure(name: "cost.perPreview", better: .lower, unit: .dollars) { $0.cost.perPreview },
      KeyFigure(name: "unreadableAnswers", better: .lower, unit: .count) {
        perRun($0.unreadableAnswers, $0)
      },
      KeyFigure(name: "droppedArrivals", better: .lower, unit: .count) {
        perRun($0.droppedArrivals, $0)
      },
    ]

  private static func times(_ metric: String, _ percentiles: [Int]) -> [KeyFigure] {
    percentiles.map { percentile in
      KeyFigure(name: "p\(percentile)(\(metric))", better: .lower, unit: .seconds) { document in
        seconds(document, metric) { $0.quantile(Double(percentile) / 100) }
      }
    }
  }

  /// Of ten seeds a total is ten times that of one, and no worse for it.
  private static func perRun(_ total: Int, _ document: ResultDocument) -> Double {
    Double(total) / Double(max(1, document.seeds.count))
  }

  private static func seconds(
    _ document: ResultDocument, _ metric: String, _ statistic: (Histogram) -> Int64?
  ) -> Double? {
    guard let figures = document.metrics.first(where: { $0.name == metric }) else { return nil }
    return statistic(figures.values).map { Double($0) / figures.unit.scale }
  }

  /// The value for people.
  func text(_ value: Double) -> String {
    switch unit {
    case .seconds: Format.duration(nanoseconds: value * 1e9)
    case .share: Format.percentage(value)
    case .perSecond: Format.rate(perSecond: value)
    case .dollars: "$" + Format.number(value)
    case .count: Format.number(value)
    }
  }
}
