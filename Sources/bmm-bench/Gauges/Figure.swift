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

  /// Whether the median keeps the target; nil without one.
  var held: Bool? {
    target.map { better == .lower ? median <= $0 : median >= $0 }
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
