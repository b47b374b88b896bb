import World

/// Where values stand along a side of a chart, from 0 to 1000.
struct Scale: Equatable, Sendable {
  /// How values are spread.
  enum Kind: String, Sendable {
    /// Equal differences take equal room.
    case linear
    /// Equal factors take equal room.
    case logarithmic
  }

  /// The length of a side in the units of its chart.
  static let length = 1000.0

  let kind: Kind
  let lower: Double
  let upper: Double

  /// A scale for these values; one without extent is widened, since a point needs room as well.
  init(_ kind: Kind = .linear, from lower: Double, to upper: Double) {
    let isFlat = upper <= lower
    self.kind = kind == .logarithmic && lower > 0 ? .logarithmic : .linear
    self.lower = isFlat && self.kind == .logarithmic ? lower / 2 : lower
    self.upper = isFlat ? (lower > 0 ? lower * 2 : lower + 1) : upper
  }

  /// A scale for times: logarithmic as soon as a linear one would press most of them together.
  init(fitting low: Double, _ high: Double) {
    // Below 30 times the least, a linear axis shows the least at a thirtieth of its length.
    if low > 0, high / low > 30 {
      self.init(.logarithmic, from: low, to: high)
    } else {
      self.init(from: 0, to: high)
    }
  }

  /// Where a value stands; values beyond the ends stand at the ends.
  func position(_ value: Double) -> Double {
    let share =
      kind == .linear
      ? (value - lower) / (upper - lower)
      : value <= lower ? 0 : PortableMath.log(value / lower) / PortableMath.log(upper / lower)
    return min(max(share, 0), 1) * Self.length
  }

  /// The round values of this scale, about so many.
  func ticks(about count: Int) -> [Double] {
    kind == .linear
      ? Ticks.linear(from: lower, to: upper, about: count)
      : Ticks.logarithmic(from: lower, to: upper, about: count)
  }

  /// The round instants of this scale, about so many: beyond a minute, 60 is rounder than 50.
  func timeTicks(about count: Int) -> [Double] {
    kind == .linear
      ? Ticks.time(from: lower, to: upper, about: count) : ticks(about: count)
  }
}
