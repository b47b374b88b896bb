/// What the requests of a row have in common; rows of a result stand in this order.
struct ResultRowKey: Hashable, Comparable {
  let group: String
  let plan: String
  let model: String
  let stage: String?
  let isMeasured: Bool
  let outcome: String
  let route: String
  let browser: String
  let isReadable: Bool

  static func < (one: ResultRowKey, other: ResultRowKey) -> Bool {
    one.order.lexicographicallyPrecedes(other.order)
  }

  private var order: [String] {
    [
      group, plan, model, stage ?? "", isMeasured ? "a" : "b", outcome, route, browser,
      isReadable ? "a" : "b",
    ]
  }
}

extension ResultDocument.Row {
  /// A row of no requests yet, with room for all metrics.
  init(_ key: ResultRowKey) {
    self.init(
      group: key.group, plan: key.plan, model: key.model, stage: key.stage,
      isMeasured: key.isMeasured, outcome: key.outcome, route: key.route, browser: key.browser,
      isReadable: key.isReadable, count: 0, good: 0, tokens: 0, cost: 0,
      metrics: Metric.allCases.map { ResultDocument.Figures($0, Histogram()) })
  }

  /// What its requests have in common.
  var key: ResultRowKey {
    ResultRowKey(
      group: group, plan: plan, model: model, stage: stage, isMeasured: isMeasured,
      outcome: outcome, route: route, browser: browser, isReadable: isReadable)
  }
}
