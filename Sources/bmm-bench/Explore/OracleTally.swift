/// How often an oracle told of a failure, and under which seeds first.
struct OracleTally: Equatable, Sendable {
  /// Seeds that are kept of each.
  static let seedsMax = 20

  let oracle: Oracle
  private(set) var count: Int
  /// The smallest of its seeds, in order.
  private(set) var seeds: [UInt64]
  /// What was seen under the first of them.
  private(set) var said: String
  /// How long that run was on its own time line.
  private(set) var virtual: Duration

  /// A tally of so many seeds, of which at least one is named, the smallest first.
  init(_ oracle: Oracle, count: Int = 1, seeds: [UInt64], said: String, virtual: Duration = .zero) {
    precondition(!seeds.isEmpty, "a failure has a seed")
    self.oracle = oracle
    self.count = count
    self.seeds = seeds
    self.said = said
    self.virtual = virtual
  }

  /// The smallest seed that failed.
  var first: UInt64 { seeds[0] }

  /// Adds the failures of other seeds.
  mutating func add(_ other: OracleTally) {
    if other.first < first {
      said = other.said
      virtual = other.virtual
    }
    count += other.count
    seeds = Array((seeds + other.seeds).sorted().prefix(Self.seedsMax))
  }
}

extension [OracleTally] {
  /// Counts failures with those of the same oracle, or as the first of theirs.
  mutating func count(_ tally: OracleTally) {
    if let index = firstIndex(where: { $0.oracle == tally.oracle }) {
      self[index].add(tally)
    } else {
      append(tally)
    }
  }
}
