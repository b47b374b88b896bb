/// Numbers as they stand in messages: 1 for 1.0, 0.25 for 0.25.
enum PlainNumber {
  /// The shortest text that reads back as the same number, without ".0".
  static func write(_ number: Double) -> String {
    guard let whole = Int(exactly: number), abs(whole) < 1_000_000_000_000_000 else {
      return "\(number)"
    }
    return "\(whole)"
  }
}
