/// What stands at a tick: as short as can be, since a tick is a round number.
enum AxisLabel {
  /// Seconds in the unit that fits: "250 ms", "1.5 s", "90 s", "5 min".
  static func seconds(_ value: Double) -> String {
    if value == 0 { return "0" }
    for (unit, size) in [("ns", 1e-9), ("µs", 1e-6), ("ms", 1e-3)] where value < size * 999.5 {
      return "\(short(value / size)) \(unit)"
    }
    if value < 120 { return "\(short(value)) s" }
    return value < 7_200 ? "\(short(value / 60)) min" : "\(short(value / 3_600)) h"
  }

  /// A share of 0 to 1: "25 %".
  static func percent(_ share: Double) -> String {
    "\(short(share * 100)) %"
  }

  /// A count: "250", "1.5k", "2M".
  static func count(_ value: Double) -> String {
    if value >= 1e9 { return "\(short(value / 1e9))G" }
    if value >= 1e6 { return "\(short(value / 1e6))M" }
    return value >= 1e4 ? "\(short(value / 1e3))k" : short(value)
  }

  /// Bytes in decimal units: "1.5 MB".
  static func bytes(_ value: Double) -> String {
    for (unit, size) in [("GB", 1e9), ("MB", 1e6), ("kB", 1e3)] where value >= size {
      return "\(short(value / size)) \(unit)"
    }
    return "\(short(value)) B"
  }

  /// At most three decimals, and none that says nothing.
  private static func short(_ value: Double) -> String {
    var text = Format.fixed(abs(value), decimals: 3)
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return value < 0 && text != "0" ? "-\(text)" : text
  }
}
