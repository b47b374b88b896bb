import EdgeSim
import World

/// What a result shows beyond its verdict: figures in parts and over time, and single requests.
struct RunDetails: Sendable {
  let rows: [ResultDocument.Row]
  let series: ResultDocument.Series
  let sample: [ResultDocument.SampledRequest]
  let timelines: [ResultDocument.Timeline]
  let caps: [ResultDocument.Cap]
  let cost: ResultDocument.Cost
  /// From the first planned start to the last end.
  let span: ClosedRange<Duration>

  /// No details.
  static let none = RunDetails(
    rows: [], series: ResultDocument.Series(window: BenchLimits.shortestWindow, windows: []),
    sample: [], timelines: [], caps: [],
    cost: ResultDocument.Cost(sold: 0, wasted: 0, previews: 0, prices: []), span: .zero...(.zero))

  private static func measuredSpan(_ evidence: Evidence) -> ClosedRange<Duration> {
    let measured = evidence.records.filter(\.isMeasured)
    let first = measured.map(\.planned).min() ?? .start
    let last = measured.compactMap(\.ended).max() ?? first
    return (first - .start)...max(first - .start, last - .start)
  }
}

extension RunDetails {
  init(_ evidence: Evidence, _ invariants: [InvariantResult]) {
    self.init(
      rows: RequestRows.make(evidence), series: RequestSeries(evidence).series,
      sample: RequestSample.choose(among: RequestSample.requests(of: evidence)),
      timelines: TimelineMaker(evidence).timelines(
        of: TimelineChoice.choose(evidence, invariants)),
      caps: Self.caps(of: evidence.scenario), cost: Self.cost(of: evidence),
      span: Self.measuredSpan(evidence))
  }

  private static func cost(of evidence: Evidence) -> ResultDocument.Cost {
    var cost = ResultDocument.Cost(sold: 0, wasted: 0, previews: 0, prices: [])
    for call in evidence.calls { cost.sold += evidence.cost(of: call) }
    for record in evidence.records {
      if record.outcome == .spec {
        cost.previews += 1
      } else {
        cost.wasted += evidence.cost(for: record.id)
      }
    }
    let used = Set(evidence.calls.map(\.model))
    cost.prices = evidence.scenario.llm.models.compactMap { model in
      guard used.contains(model.name), let price = model.price else { return nil }
      return ResultDocument.Price(model: model.name, input: price.input, output: price.output)
    }
    return cost
  }

  private static func caps(of scenario: Scenario) -> [ResultDocument.Cap] {
    // The root stands for all others.
    [Route.sync, .stream, .other].compactMap { route in
      scenario.cap(for: route).map { cap in
        ResultDocument.Cap(route: route.rawValue, time: cap.time, jitter: cap.jitter)
      }
    }
  }
}
