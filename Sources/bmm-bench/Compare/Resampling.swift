import World

/// How sure one can be of a difference between runs under several seeds, always the same for them.
///
/// A permutation test asks how often a mere shuffle would show as much; a bootstrap gives the range
/// of the change. Neither assumes a distribution.
struct Resampling {
  /// What came of it.
  struct Confidence: Equatable, Sendable {
    /// How often chance alone shows as large a change, from 0 to 1.
    let chance: Double
    /// The range of the relative change, 95 of 100 times; nil if the first mean is zero.
    let range: ClosedRange<Double>?
  }

  /// Draws of each method: with 4,000 a chance of 5 % is off by 0.7 points at most (95 %).
  static let draws = 4_000
  /// Fewer pairs cannot show a chance below 5 %: with 5, one in 16 is the least (both ways).
  static let leastPairs = 6
  /// The same for runs whose seeds differ: of 4 and 4 there are 70 halves.
  static let leastUnpaired = 4

  /// The confidence in the change from one list to the other; nil if there are too few runs.
  ///
  /// With `pairs`, values at one place are of the same seed, and only their difference counts.
  static func confidence(_ one: [Double], _ other: [Double], pairs: Bool) -> Confidence? {
    pairs ? paired(one, other) : unpaired(one, other)
  }

  private static func paired(_ one: [Double], _ other: [Double]) -> Confidence? {
    guard one.count == other.count, one.count >= leastPairs else { return nil }
    let differences = zip(one, other).map { $1 - $0 }
    let seen = abs(mean(differences))
    var chance = RandomStream(seed: 1).child("permutation")
    let asMuch = (0..<draws).count { _ in
      let flipped = differences.map { chance.chance(0.5) ? $0 : -$0 }
      return abs(mean(flipped)) >= seen * (1 - 1e-12)
    }
    var random = RandomStream(seed: 1).child("bootstrap")
    let changes = (0..<draws).map { _ in
      var (first, second) = (0.0, 0.0)
      for _ in one.indices {
        let index = random.index(below: one.count)
        first += one[index]
        second += other[index]
      }
      return first == 0 ? Double.nan : (second - first) / abs(first)
    }
    return Confidence(chance: share(asMuch), range: middle(changes))
  }

  private static func unpaired(_ one: [Double], _ other: [Double]) -> Confidence? {
    guard min(one.count, other.count) >= leastUnpaired else { return nil }
    let seen = abs(mean(other) - mean(one))
    var all = one + other
    var chance = RandomStream(seed: 1).child("permutation")
    let asMuch = (0..<draws).count { _ in
      for index in stride(from: all.count - 1, to: 0, by: -1) {
        all.swapAt(index, chance.index(below: index + 1))
      }
      let difference = mean(Array(all[one.count...])) - mean(Array(all[..<one.count]))
      return abs(difference) >= seen * (1 - 1e-12)
    }
    var random = RandomStream(seed: 1).child("bootstrap")
    func drawn(_ values: [Double]) -> Double {
      mean(values.map { _ in values[random.index(below: values.count)] })
    }
    let changes = (0..<draws).map { _ in
      let (first, second) = (drawn(one), drawn(other))
      return first == 0 ? Double.nan : (second - first) / abs(first)
    }
    return Confidence(chance: share(asMuch), range: middle(changes))
  }

  /// What was seen is one of the possible shuffles, so that no chance is zero.
  private static func share(_ count: Int) -> Double {
    Double(count + 1) / Double(draws + 1)
  }

  private static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
  }

  /// The middle 95 % of some values.
  private static func middle(_ values: [Double]) -> ClosedRange<Double>? {
    guard values.allSatisfy(\.isFinite) else { return nil }
    let sorted = values.sorted()
    let cut = sorted.count / 40
    return sorted[cut]...sorted[sorted.count - 1 - cut]
  }
}
