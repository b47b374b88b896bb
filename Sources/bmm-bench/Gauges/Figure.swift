/// One measured quantity: a value per repetition, and what it should be.
struct Figure: Equatable, Sendable {
  /// Which way is good.
  enum Better: String, CaseIterable, Sendable {
    case lower
    case higher
  }

  /// A dotted name that begins with the gauge's: `sim.timers.fire`.
  let id: String
  /// What was measured, for a table's row.
  let title: String
  /// What one value counts: `ns`, `M/s`, `kB`.
  let unit: String
  /// One value per repetition, in order; never empty.
  var values: [Double]
  /// Which way is good.
  var better = Better.lower
  /// The bound that the median should keep; nil where there is none.
  var target: Double?
  /// What a reader has to know to compare it, such as a peer's version.
  var note: String?
  /// Whether others took so much of the core meanwhile that a target says nothing.
  var isDisturbed = false
}

extension Figure {
  /// The middle value, or the mean of the two in the middle.
  var median: Double {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2)
      ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }

  /// The smallest and the largest value: of so few repetitions, quartiles would say less.
  var spread: ClosedRange<Double> {
    (values.min() ?? .nan)...(values.max() ?? .nan)
  }

  /// Whether the median keeps the target; nil without one, and where it was disturbed.
  var held: Bool? {
    guard let target, !isDisturbed else { return nil }
    return better == .lower ? median <= target : median >= target
  }

  /// What a row says of the target; empty without one.
  var verdict: String {
    if target != nil, isDisturbed { return "disturbed" }
    return held.map { $0 ? "held" : "MISSED" } ?? ""
  }

  /// The last part of the figure that says which share of the core others took, in percent.
  static let foreign = "foreign"

  /// Judges no target of a gauge that the machine's other work has disturbed.
  static func markDisturbed(_ figures: inout [Figure]) {
    for share in figures where share.id.hasSuffix(".\(foreign)") {
      guard share.median > BenchLimits.foreignPercentMax else { continue }
      let gauge = share.id.dropLast(foreign.count)
      for index in figures.indices where figures[index].id.hasPrefix(gauge) {
        figures[index].isDisturbed = figures[index].target != nil
      }
    }
  }

  /// Takes in another repetition: figures of the same id become one, new ones are added.
  static func merge(_ repetition: [Figure], into figures: inout [Figure]) {
    for figure in repetition {
      if let index = figures.firstIndex(where: { $0.id == figure.id }) {
        figures[index].values += figure.values
      } else {
        figures.append(figure)
      }
    }
  }
}
