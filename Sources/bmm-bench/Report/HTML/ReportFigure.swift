import Wire

/// Figures of a result as people read them.
enum ReportFigure {
  /// A number of a metric in its unit.
  static func value(_ number: Double?, unit: String) -> String {
    guard let number else { return Format.missing }
    return switch unit {
    case "s": seconds(number)
    case "bytes": Format.bytes(Int(number))
    case "USD": money(number, "USD")
    default: Format.number(number)
    }
  }

  /// A duration in seconds.
  static func seconds(_ seconds: Double?) -> String {
    guard let seconds else { return Format.missing }
    return Format.duration(nanoseconds: seconds * 1e9)
  }

  /// An amount of money: three digits that say something, also of less than a cent.
  static func money(_ amount: Double?, _ currency: String) -> String {
    amount.map { "\(Format.number($0)) \(currency)" } ?? Format.missing
  }

  /// A whole number with its thousands apart.
  static func count(_ count: Int?) -> String {
    count.map(Format.count) ?? Format.missing
  }

  /// A part of a whole in percent.
  static func share(_ part: Int, of whole: Int) -> String {
    whole > 0 ? Format.percentage(Double(part) / Double(whole)) : Format.missing
  }

  /// Whatever a field holds, as short as people write it.
  static func any(_ value: JSONValue?) -> String {
    switch value {
    case nil, .null: Format.missing
    case .string(let text): text
    case .bool(let isTrue): isTrue ? "yes" : "no"
    case .integer(let number): Format.count(Int(number))
    case .number(let number): Format.number(number)
    case .array(let elements): elements.map(any).joined(separator: ", ")
    case .object(let members):
      members.map { "\($0.key) \(any($0.value))" }.joined(separator: ", ")
    }
  }
}
