/// A bound on a measure, written in a scenario: `p99(ttft, outcome=spec) < 5s`.
struct Expectation: Equatable, Sendable {
  /// What is computed over the values of a metric, or counted.
  enum Function: Equatable, Sendable {
    /// The smallest value, exact.
    case min
    /// The largest value, exact.
    case max
    /// The mean, exact.
    case mean
    /// A percentile from 0 to 100.
    case percentile(Double)
    /// The number of requests or violations that pass the filters.
    case count
    /// The share with the wanted outcome among the requests that pass all other filters.
    case rate
    /// Good requests that pass the filters, by the time in which they came and ended.
    case goodput
  }

  /// What the function is about.
  enum Subject: Equatable, Sendable {
    /// The values of a metric.
    case metric(Metric)
    /// The requests of the run.
    case requests
    /// The violations of invariants.
    case violations
  }

  /// The right side; its kind follows from the left side.
  enum Bound: Equatable, Sendable {
    /// A bound on a time.
    case duration(Duration)
    /// A bound on a number of tokens or bytes, or on dollars; a mean can have a fraction.
    case tokens(Double)
    /// A share from 0 to 1.
    case fraction(Double)
    /// A number of requests or violations.
    case count(Int)
    /// Requests per second.
    case perSecond(Double)
  }

  /// The text as it was written.
  let text: String
  /// The left side of the text, as a name for reports: `p99(ttft, outcome=spec)`.
  let name: String
  /// What is computed.
  let function: Function
  /// What it is computed of.
  let subject: Subject
  /// The conditions, each key at most once.
  let filters: [Filter]
  /// How the observed value must relate to the bound.
  let comparison: Comparison
  /// The bound.
  let bound: Bound
  /// In every window of this length it must hold; over the whole run if nil.
  var window: Duration?
  /// From when in the run it ends the run once it does not hold; nil if it never does.
  var abortsAfter: Duration?

  /// The metric, if the subject is one.
  var metric: Metric? {
    if case .metric(let metric) = subject { metric } else { nil }
  }
}
