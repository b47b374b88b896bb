/// Rates as people write them: "5/s", "300/m", "20/h".
enum RateText {
  /// The units: per second, per minute, per hour.
  static let units = ["/s", "/m", "/h"]

  /// Reads a rate, as events per second; zero only where a rate goes up or down from there.
  static func parse(
    _ text: String, allowingZero: Bool = false
  ) throws(QuantityError) -> Double {
    let quantity = try DecimalQuantity(text, example: "5/s")
    guard !quantity.unit.isEmpty else { throw .unitMissing(text: text, units: units) }
    guard let seconds = seconds(in: quantity.unit) else {
      throw .unitUnknown(text: text, unit: quantity.unit, units: units)
    }
    let perSecond = quantity.value / seconds
    // Nothing can be planned at a rate of zero: leaving the key out says that more clearly.
    guard perSecond > 0 || allowingZero, perSecond <= BenchLimits.perSecondMax else {
      let limit = PlainNumber.write(BenchLimits.perSecondMax)
      let allowed = allowingZero ? "0 to \(limit)/s" : "above 0, at most \(limit)/s"
      throw .outOfRange(text: text, allowed: allowed)
    }
    return perSecond
  }

  private static func seconds(in unit: String) -> Double? {
    switch unit {
    case "/s": 1
    case "/m": 60
    case "/h": 3_600
    default: nil
    }
  }
}
