/// Counts that only grow, or a gauge that also falls, one for each combination of label values.
///
/// Whoever counts hands in values from a closed list only: a label that clients can choose would
/// let them fill the memory.
struct MetricCounter {
  private let name: String
  private let kind: MetricsWriter.Kind
  private let help: String
  private let labels: [String]
  private var counts: [[String]: Int] = [:]

  init(_ name: String, _ kind: MetricsWriter.Kind = .counter, labels: [String], _ help: String) {
    self.name = name
    self.kind = kind
    self.labels = labels
    self.help = help
    // Without labels there is one sample from the start: zero is an answer.
    if labels.isEmpty { counts[[]] = 0 }
  }

  mutating func add(_ count: Int = 1, _ values: String...) {
    precondition(values.count == labels.count, "\(name) has the labels \(labels)")
    counts[values, default: 0] += count
  }

  func write(into writer: inout MetricsWriter) {
    writer.begin(name, kind, help: help)
    let sample = kind == .counter ? name + "_total" : name
    for (values, count) in counts.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      writer.sample(sample, Array(zip(labels, values)), String(count))
    }
  }
}
