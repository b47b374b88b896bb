/// What was written behind a flag, already of the kind that the flag asks for.
enum FlagValue: Equatable, Sendable {
  /// A toggle that was given.
  case on
  /// A text, or the word that was chosen.
  case text(String)
  /// A whole number within the bounds of the flag.
  case integer(Int)
  /// A duration.
  case duration(Duration)
  /// Events per second.
  case rate(Double)
  /// A share from 0 to 1.
  case fraction(Double)

  /// Reads the text behind a flag; the message of the error goes behind the flag's name.
  static func parse(_ text: String, as kind: FlagSpec.Kind) throws(FlagValueError) -> FlagValue {
    switch kind {
    case .toggle: throw FlagValueError("takes no value, got \"\(text)\"")
    case .text: return .text(text)
    case .integer(let range): return .integer(try integer(text, in: range))
    case .choice(let words): return .text(try choice(text, among: words))
    case .duration, .rate, .fraction: return try quantity(text, as: kind)
    }
  }

  private static func integer(
    _ text: String, in range: ClosedRange<Int>
  ) throws(FlagValueError) -> Int {
    guard let number = Int(text) else {
      throw FlagValueError("needs a whole number, got \"\(text)\"")
    }
    guard range.contains(number) else {
      let allowed =
        range.upperBound == .max
        ? "at least \(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
      throw FlagValueError("is \(number); allowed: \(allowed)")
    }
    return number
  }

  private static func choice(
    _ text: String, among words: [String]
  ) throws(FlagValueError) -> String {
    guard words.contains(text) else {
      let hint = NearestName.hint(for: text, among: words, listedAs: "allowed")
      throw FlagValueError("cannot be \"\(text)\"\(hint)")
    }
    return text
  }

  private static func quantity(
    _ text: String, as kind: FlagSpec.Kind
  ) throws(FlagValueError) -> FlagValue {
    do throws(QuantityError) {
      switch kind {
      case .duration: return .duration(try DurationText.parse(text))
      case .rate: return .rate(try RateText.parse(text))
      default: return .fraction(try FractionText.parse(text))
      }
    } catch {
      throw FlagValueError("cannot be read: \(error)")
    }
  }
}
