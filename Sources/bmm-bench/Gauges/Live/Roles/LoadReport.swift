import Wire

/// What a load counted between its `counting` line and its end.
struct LoadReport: Equatable, Sendable {
  /// Answers or events.
  var count = 0
  /// Seconds that were counted.
  var seconds = 0.0
  /// Requests or streams that failed.
  var errors = 0
  /// The median of the times, in seconds: of answers, or by which events were late.
  var median = 0.0
  /// The time that 99 of 100 do not exceed, in seconds.
  var p99 = 0.0

  /// Answers or events per second.
  var perSecond: Double { Double(count) / seconds }

  /// A report of nothing yet.
  init() {}

  /// A report of what stands in a histogram of nanoseconds.
  init(_ times: Histogram, seconds: Double, errors: Int) {
    count = times.count
    self.seconds = seconds
    self.errors = errors
    median = Double(times.quantile(0.5) ?? 0) / 1e9
    p99 = Double(times.quantile(0.99) ?? 0) / 1e9
  }

  /// Reads a report's line.
  init(line: String) throws(LiveGaugeError) {
    let value = try? JSONValue.parse(Array(line.utf8))
    guard let count = value?["count"]?.intValue, let seconds = value?["seconds"]?.doubleValue,
      let errors = value?["errors"]?.intValue, let median = value?["median"]?.doubleValue,
      let p99 = value?["p99"]?.doubleValue, seconds > 0
    else { throw .unreadable(what: "a load's report", text: line) }
    self.count = count
    self.seconds = seconds
    self.errors = errors
    self.median = median
    self.p99 = p99
  }

  /// The line on a load's standard output.
  var line: String {
    let value: JSONValue = [
      "count": .integer(Int64(count)), "seconds": .number(seconds),
      "errors": .integer(Int64(errors)), "median": .number(median), "p99": .number(p99),
    ]
    return value.jsonString(pretty: false)
  }
}
