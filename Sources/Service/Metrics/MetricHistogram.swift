/// How durations spread, one histogram for each value of its label.
struct MetricHistogram {
  private let name: String
  private let help: String
  private let label: String?
  private let bounds: [Double]
  private var spreads: [String: Spread] = [:]

  private struct Spread {
    /// One count per bucket, the last for what is above every bound.
    var counts: [Int]
    var nanoseconds: Int64 = 0
  }

  init(_ name: String, label: String?, bounds: [Double], _ help: String) {
    precondition(bounds == bounds.sorted(), "the bounds of \(name) must rise")
    self.name = name
    self.label = label
    self.bounds = bounds
    self.help = help
    if label == nil { spreads[""] = Spread(counts: Self.zeros(bounds)) }
  }

  mutating func add(_ duration: Duration, _ value: String = "") {
    let seconds = Double(duration.nanoseconds) / 1e9
    let bucket = bounds.firstIndex { seconds <= $0 } ?? bounds.count
    spreads[value, default: Spread(counts: Self.zeros(bounds))].counts[bucket] += 1
    spreads[value]?.nanoseconds += duration.nanoseconds
  }

  func write(into writer: inout MetricsWriter) {
    writer.begin(name, .histogram, unit: "seconds", help: help)
    for (value, spread) in spreads.sorted(by: { $0.key < $1.key }) {
      let own = label.map { [($0, value)] } ?? []
      var total = 0
      for (bound, count) in zip(bounds.map { "\($0)" } + ["+Inf"], spread.counts) {
        total += count
        writer.sample(name + "_bucket", own + [("le", bound)], String(total))
      }
      writer.sample(name + "_count", own, String(total))
      writer.sample(name + "_sum", own, "\(Double(spread.nanoseconds) / 1e9)")
    }
  }

  private static func zeros(_ bounds: [Double]) -> [Int] {
    Array(repeating: 0, count: bounds.count + 1)
  }
}
