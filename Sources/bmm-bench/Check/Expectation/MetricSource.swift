/// Where checks find the figures of a run; all filters of a question must hold together.
protocol MetricSource {
  /// The values of a metric over the requests that pass the filters.
  func histogram(_ metric: Metric, _ filters: [Filter]) -> Histogram

  /// How many requests pass the filters.
  func count(_ filters: [Filter]) -> Int

  /// The time from the first planned start to the last end of the requests that pass the filters;
  /// nil where it is not known.
  func time(of filters: [Filter]) -> Duration?

  /// How many violations of invariants pass the filters.
  func violations(_ filters: [Filter]) -> Int

  /// Shows the same figures of each window of a length, by the planned starts of requests, where it
  /// begins, and for how many it stands, having no request; only where requests of the filters'
  /// stage, or measured ones, were planned.
  func eachWindow(
    of length: Duration, among filters: [Filter], _ look: (Duration, Int, Self) -> Void
  )
}
