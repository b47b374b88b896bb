/// A seeded stream of random numbers (xoshiro256**), with named children that never disturb it.
///
/// A child depends on the seed and the name only, not on how much was drawn before, so that a new
/// draw in one component moves nothing in another.
package struct RandomStream: Sendable {
  private let key: UInt64
  private var state: (UInt64, UInt64, UInt64, UInt64)

  /// The root stream of a seed.
  package init(seed: UInt64) {
    key = seed
    var expander = SplitMix(state: seed)
    state = (expander.next(), expander.next(), expander.next(), expander.next())
  }

  /// The stream of a named part; equal names give equal streams.
  package func child(_ name: String) -> RandomStream {
    var hash = TraceDigest()
    hash.mix(key)
    hash.mix(name)
    return RandomStream(seed: hash.value)
  }

  /// The stream of a numbered part, such as one user of a group.
  package func child(_ number: Int) -> RandomStream {
    var hash = TraceDigest()
    hash.mix(key)
    hash.mix(UInt64(bitPattern: Int64(number)))
    return RandomStream(seed: hash.value)
  }

  /// The next 64 random bits.
  package mutating func next() -> UInt64 {
    let result = rotated(state.1 &* 5, by: 7) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = rotated(state.3, by: 45)
    return result
  }

  /// A number in 0..<1, evenly spread.
  package mutating func unit() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// An index in 0..<count, evenly spread.
  package mutating func index(below count: Int) -> Int {
    precondition(count > 0, "an index below \(count) cannot be drawn")
    return Int(next().multipliedFullWidth(by: UInt64(count)).high)
  }

  /// True with the given probability; 0 and 1 draw nothing.
  package mutating func chance(_ probability: Double) -> Bool {
    if probability <= 0 { return false }
    if probability >= 1 { return true }
    return unit() < probability
  }

  /// An exponentially distributed number with the given mean, such as a gap of a Poisson process.
  package mutating func exponential(mean: Double) -> Double {
    -mean * PortableMath.log(1 - unit())
  }

  /// A normally distributed number (Marsaglia's polar method).
  package mutating func normal(mean: Double, deviation: Double) -> Double {
    while true {
      let (x, y) = (2 * unit() - 1, 2 * unit() - 1)
      let square = x * x + y * y
      guard square > 0, square < 1 else { continue }
      let factor = (-2 * PortableMath.log(square) / square).squareRoot()
      return mean + deviation * x * factor
    }
  }

  private func rotated(_ value: UInt64, by bits: UInt64) -> UInt64 {
    value << bits | value >> (64 - bits)
  }
}

/// Expands one seed into as many unrelated words as a larger generator needs (SplitMix64).
private struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
    return word ^ word >> 31
  }
}
