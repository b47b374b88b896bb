import World

/// Figures for people: three significant digits and a unit that fits.
///
/// Files for machines do not use these; they keep nanoseconds and counts.
enum Format {
  /// A duration: "850 ms", "94.2 s", "16.7 min".
  static func duration(_ duration: Duration) -> String {
    Format.duration(nanoseconds: Double(duration.nanoseconds))
  }

  /// A duration given in nanoseconds, which a mean does not have whole.
  static func duration(nanoseconds: Double) -> String {
    guard nanoseconds.isFinite else { return missing }
    guard nanoseconds != 0 else { return "0 s" }
    guard nanoseconds > 0 else { return "-" + duration(nanoseconds: -nanoseconds) }
    return scaled(nanoseconds, durationSteps)
  }

  /// A rate in the largest unit of time that is not below one: "5.00/s", "3.00/m".
  static func rate(perSecond: Double) -> String {
    guard perSecond.isFinite, perSecond >= 0 else { return missing }
    if perSecond == 0 { return "0/s" }
    if perSecond >= 1 { return number(perSecond) + "/s" }
    return perSecond >= 1.0 / 60 ? number(perSecond * 60) + "/m" : number(perSecond * 3_600) + "/h"
  }

  /// A share of 0 to 1 as "96.3 %"; only all is "100 %" and only nothing is "0 %".
  static func percentage(_ share: Double) -> String {
    guard share.isFinite, share >= 0 else { return missing }
    if share == 0 || share == 1 { return share == 0 ? "0 %" : "100 %" }
    // Rounding 0.9999 to 100 % would hide the one request in ten thousand that failed.
    let nearEnd = share < 0.001 || (share > 0.999 && share < 1)
    guard nearEnd else { return fixed(share * 100, decimals: 1) + " %" }
    if share < 0.000_01 { return "< 0.001 %" }
    if share > 0.999_99 { return "> 99.999 %" }
    return fixed(share * 100, decimals: 3) + " %"
  }

  /// A number of bytes in decimal units: "512 B", "12.3 kB".
  static func bytes(_ count: Int) -> String {
    if abs(count) < 1_000 { return "\(count) B" }
    let size = scaled(Double(count.magnitude), byteSteps)
    return count < 0 ? "-\(size)" : size
  }

  /// A number: whole ones as they are, others with three significant digits.
  static func number(_ number: Double) -> String {
    guard number.isFinite else { return missing }
    if abs(number) < 1e15, let whole = Int(exactly: number) { return "\(whole)" }
    return number < 0 ? "-" + significant(-number) : significant(number)
  }

  /// A count with its thousands apart: "1,532".
  static func count(_ count: Int) -> String {
    let digits = Array(String(count))
    return digits.indices.reduce(into: "") { text, index in
      if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
      text.append(digits[index])
    }
  }

  /// What stands for a figure that does not exist.
  static let missing = "–"

  /// A number that is not negative with a fixed number of decimals, rounded half away from zero.
  static func fixed(_ number: Double, decimals: Int) -> String {
    precondition(number >= 0 && (0...6).contains(decimals), "\(number) with \(decimals) decimals")
    let factor = (0..<decimals).reduce(1.0) { power, _ in power * 10 }
    guard number * factor < 1e18 else { return "\(number)" }
    let digits = String(Int64((number * factor).rounded()))
    guard decimals > 0 else { return digits }
    let padding = String(repeating: "0", count: max(0, decimals + 1 - digits.count))
    let padded = padding + digits
    return padded.dropLast(decimals) + "." + padded.suffix(decimals)
  }

  private typealias Step = (unit: String, size: Double)

  private static let durationSteps: [Step] = [
    ("ns", 1), ("µs", 1e3), ("ms", 1e6), ("s", 1e9), ("min", 60e9), ("h", 3_600e9),
  ]
  private static let byteSteps: [Step] = [("kB", 1e3), ("MB", 1e6), ("GB", 1e9), ("TB", 1e12)]

  private static func scaled(_ value: Double, _ steps: [Step]) -> String {
    // 999.6 would be shown as 1000, so the next unit begins half a digit early.
    let step = steps.first { value / $0.size < 999.5 } ?? steps[steps.count - 1]
    return "\(significant(value / step.size)) \(step.unit)"
  }

  private static func significant(_ number: Double) -> String {
    switch number {
    case ..<0.000_5: "0.00"
    case ..<0.999_5: fixed(number, decimals: 3)
    case ..<9.995: fixed(number, decimals: 2)
    case ..<99.95: fixed(number, decimals: 1)
    default: fixed(number, decimals: 0)
    }
  }
}
