/// Reads the right side of a check; the left side decides which unit it must have.
enum ExpectationBound {
  /// Reads the bound for a function over a subject.
  static func parse(
    _ word: String, of function: Expectation.Function, _ subject: Expectation.Subject?
  ) throws(QuantityError) -> Expectation.Bound {
    switch (function, subject) {
    case (.rate, _):
      return .fraction(try FractionText.parse(word))
    case (.goodput, _):
      return .perSecond(try RateText.parse(word))
    case (_, .metric(let metric)) where metric.unit == .nanoseconds:
      return .duration(try DurationText.parse(word))
    case (_, .metric):
      let quantity = try DecimalQuantity(word, example: "4000")
      guard quantity.unit.isEmpty else { throw .malformed(text: word, example: "4000") }
      return .tokens(quantity.value)
    default:
      guard let count = Int(word), count >= 0 else { throw .malformed(text: word, example: "3") }
      return .count(count)
    }
  }

  /// What the bound of a function over a subject is, for messages.
  static func kind(
    of function: Expectation.Function, _ subject: Expectation.Subject?
  ) -> String {
    switch (function, subject) {
    case (.rate, _): "a share as bound of a rate"
    case (.goodput, _): "a rate such as 5/s as bound of goodput"
    case (_, .metric(let metric)) where metric.unit == .nanoseconds:
      "a duration as bound of \(metric.rawValue)"
    case (_, .metric(let metric)): "a plain number as bound of \(metric.rawValue)"
    default: "a whole number as bound of a count"
    }
  }
}
