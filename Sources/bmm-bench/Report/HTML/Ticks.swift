import World

/// Round values within a range, for people to read off an axis.
enum Ticks {
  /// Seconds that people count in beyond a minute, up to days.
  private static let timeSteps: [Double] = [
    10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400,
  ]

  /// Multiples of 1, 2 or 5 times a power of ten.
  static func linear(from lower: Double, to upper: Double, about count: Int) -> [Double] {
    guard upper > lower, count > 0 else { return [lower] }
    let rough = (upper - lower) / Double(count)
    let power = powerOfTen(below: rough)
    let step = [1, 2, 5, 10].map { $0 * power }.first { $0 >= rough * 0.999 } ?? 10 * power
    return multiples(of: step, from: lower, to: upper)
  }

  /// The same, but in seconds, minutes and hours where the range is long.
  static func time(from lower: Double, to upper: Double, about count: Int) -> [Double] {
    guard upper > lower, count > 0 else { return [lower] }
    let rough = (upper - lower) / Double(count)
    guard rough > 7, let step = timeSteps.first(where: { $0 >= rough * 0.999 }) else {
      return linear(from: lower, to: upper, about: count)
    }
    return multiples(of: step, from: lower, to: upper)
  }

  /// Powers of ten, with 2 and 5 times them where there is room.
  static func logarithmic(from lower: Double, to upper: Double, about count: Int) -> [Double] {
    guard lower > 0, upper > lower, count > 0 else { return [lower] }
    for factors in [[1.0, 2, 5], [1, 3], [1]] {
      let found = logarithmic(from: lower, to: upper, factors)
      if found.count <= count + 1, found.count > 1 { return found }
    }
    let all = logarithmic(from: lower, to: upper, [1])
    guard all.count > 1 else { return [lower, upper] }
    let every = (all.count + count - 1) / count
    return all.enumerated().filter { $0.offset % every == 0 }.map(\.element)
  }

  private static func logarithmic(
    from lower: Double, to upper: Double, _ factors: [Double]
  ) -> [Double] {
    var found: [Double] = []
    var power = powerOfTen(below: lower)
    while power <= upper {
      found += factors.map { $0 * power }.filter { lower * 0.999 <= $0 && $0 <= upper * 1.001 }
      power *= 10
    }
    return found
  }

  private static func multiples(
    of step: Double, from lower: Double, to upper: Double
  ) -> [Double] {
    let first = (lower / step - 1e-9).rounded(.up)
    let last = (upper / step + 1e-9).rounded(.down)
    guard first <= last, last - first < 1000 else { return [lower] }
    return stride(from: first, through: last, by: 1).map { $0 * step }
  }

  /// The largest power of ten that is not above a positive value.
  private static func powerOfTen(below value: Double) -> Double {
    var power = 1.0
    while power > value { power /= 10 }
    while power * 10 <= value * 1.000_001 { power *= 10 }
    return power
  }
}
