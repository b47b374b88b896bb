/// Durations as people write them in scenarios, checks and flags: "95s", "250ms", "1.5s".
enum DurationText {
  /// The units, shortest first.
  static let units = ["us", "ms", "s", "m", "h"]

  /// Reads a number with a unit: no sign, whole nanoseconds, at most the longest of the limits.
  static func parse(_ text: String) throws(QuantityError) -> Duration {
    let quantity = try DecimalQuantity(text, example: "95s")
    guard !quantity.unit.isEmpty else { throw .unitMissing(text: text, units: units) }
    guard let unit = attoseconds(in: quantity.unit) else {
      throw .unitUnknown(text: text, unit: quantity.unit, units: units)
    }
    // All clocks here count nanoseconds; a finer duration would be rounded in silence.
    guard let exact = quantity.scaled(by: unit), exact % 1_000_000_000 == 0 else {
      throw .outOfRange(text: text, allowed: "whole nanoseconds")
    }
    let duration = Duration(attoseconds: exact)
    guard duration <= BenchLimits.durationMax else {
      throw .outOfRange(text: text, allowed: "0s to \(write(BenchLimits.durationMax))")
    }
    return duration
  }

  /// Writes a duration exactly, in the largest unit that needs no fraction; it reads back equal.
  static func write(_ duration: Duration) -> String {
    let total = duration.attoseconds
    guard total != 0 else { return "0s" }
    for unit in units.reversed() {
      guard let size = attoseconds(in: unit), total % size == 0 else { continue }
      return "\(total / size)\(unit)"
    }
    return "\(Double(total) / 1e12)us"
  }

  private static func attoseconds(in unit: String) -> Int128? {
    switch unit {
    case "us": 1_000_000_000_000
    case "ms": 1_000_000_000_000_000
    case "s": 1_000_000_000_000_000_000
    case "m": 60_000_000_000_000_000_000
    case "h": 3_600_000_000_000_000_000_000
    default: nil
    }
  }
}
