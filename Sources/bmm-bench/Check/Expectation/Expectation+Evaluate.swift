import World

extension Expectation {
  /// Compares a run with the bound; a statistic over no samples fails, it never passes in silence.
  func evaluate(in source: some MetricSource) -> ExpectationResult {
    if let window { return evaluate(overEach: window, in: source) }
    guard let observed = observe(in: source) else { return withoutSamples }
    let pass = comparison.holds(observed.value, boundValue)
    return ExpectationResult(name: name, text: text, observed: observed.text, pass: pass)
  }

  /// The result where there is nothing to compute with.
  var withoutSamples: ExpectationResult {
    ExpectationResult(name: name, text: text, observed: "no samples", pass: false)
  }

  /// A figure, as a number and in words.
  typealias Observation = (value: Double, text: String)

  /// The figure that the check is about; nil without any sample.
  func observe(in source: some MetricSource) -> Observation? {
    switch subject {
    case .metric(let metric):
      let histogram = source.histogram(metric, filters)
      guard let value = statistic(of: histogram) else { return nil }
      return (value, Self.write(value, metric.unit))
    case .violations:
      let count = source.violations(filters)
      return (Double(count), "\(count)")
    case .requests where function == .rate:
      return share(in: source)
    case .requests where function == .goodput:
      guard let time = source.time(of: filters), time > .zero else { return nil }
      let rate = Double(source.count(filters + [Filter(key: .good, value: "yes")])) / time.seconds
      return (rate, Format.rate(perSecond: rate))
    case .requests:
      let count = source.count(filters)
      return (Double(count), "\(count)")
    }
  }

  private func statistic(of histogram: Histogram) -> Double? {
    switch function {
    case .min: histogram.min.map(Double.init)
    case .max: histogram.max.map(Double.init)
    case .mean: histogram.mean
    case .percentile(let percent): histogram.quantile(percent / 100).map(Double.init)
    case .count, .rate, .goodput:
      preconditionFailure("the parser gives a count or a rate no metric")
    }
  }

  private func share(in source: some MetricSource) -> Observation? {
    let whole = source.count(filters.filter { !$0.namesPart })
    guard whole > 0 else { return nil }
    let part = source.count(filters)
    let share = Double(part) / Double(whole)
    return (share, "\(Format.percentage(share)) (\(part) of \(whole))")
  }

  /// The bound as a number of the figure's unit.
  var boundValue: Double {
    switch bound {
    case .duration(let duration): Double(duration.nanoseconds)
    case .tokens(let number): metric?.unit == .nanodollars ? number * 1e9 : number
    case .fraction(let number): number
    case .count(let count): Double(count)
    case .perSecond(let rate): rate
    }
  }

  static func write(_ value: Double, _ unit: Metric.Unit) -> String {
    switch unit {
    case .nanoseconds: Format.duration(nanoseconds: value)
    case .tokens: Format.number(value)
    case .bytes: Format.bytes(Int(value))
    case .nanodollars: "\(Format.number(value / 1e9)) USD"
    }
  }
}
