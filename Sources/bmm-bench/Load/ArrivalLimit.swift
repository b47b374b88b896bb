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
    return offset(wholeNanoseconds: whole, after: planned)
  }

  /// The offset of a start; nil if the limit lies before it.
  func offset(wholeNanoseconds whole: Int64, after planned: Int) -> Duration? {
    let offset = Duration.nanoseconds(whole)
    return allows(planned, at: offset) ? offset : nil
  }

  /// Whether one more start may be planned behind so many, at an offset.
  func allows(_ planned: Int, at offset: Duration) -> Bool {
    switch self {
    case .time(let end): offset < end
    case .count(let most): planned < most
    }
  }

  /// What is left of the limit when so much time has passed.
  func after(_ passed: Duration) -> ArrivalLimit {
    guard case .time(let end) = self else { return self }
    return .time(max(.zero, end - passed))
  }
}
