/// Where an arrival process ends.
enum ArrivalLimit: Equatable, Sendable {
  /// Starts at or after this offset are not planned.
  case time(Duration)
  /// This many starts are planned.
  case count(Int)

  /// The offset of a start in whole nanoseconds; nil if the limit or the time line ends before it.
  func offset(nanoseconds: Double, after planned: Int) -> Duration? {
    // At one start in a century the next one may lie behind the 292 years that 64 bits hold.
    guard let whole = Int64(exactly: nanoseconds.rounded()) else { return nil }
    let offset = Duration.nanoseconds(whole)
    return switch self {
    case .time(let end): offset < end ? offset : nil
    case .count(let most): planned < most ? offset : nil
    }
  }
}
