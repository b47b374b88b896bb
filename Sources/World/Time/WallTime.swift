/// Calendar time: seconds since 1970-01-01T00:00:00Z, without leap seconds (POSIX).
package struct WallTime: Comparable, Hashable, Sendable {
  /// Nanoseconds since the epoch.
  package let nanoseconds: Int64

  /// The time that many seconds after the epoch.
  package init(seconds: Int64) {
    nanoseconds = seconds * 1_000_000_000
  }

  /// The time that many nanoseconds after the epoch.
  package init(nanoseconds: Int64) {
    self.nanoseconds = nanoseconds
  }

  package static func < (left: WallTime, right: WallTime) -> Bool {
    left.nanoseconds < right.nanoseconds
  }

  /// The time `duration` later.
  package static func + (time: WallTime, duration: Duration) -> WallTime {
    WallTime(nanoseconds: time.nanoseconds + duration.nanoseconds)
  }

  /// Whole seconds since the epoch.
  package var seconds: Int64 { nanoseconds / 1_000_000_000 }

  /// Days since the epoch, in UTC: the key of every daily limit.
  package var day: Int64 { seconds / 86_400 }

  /// The date and time as RFC 3339 with milliseconds, such as `2026-05-01T12:00:00.250Z`.
  package var rfc3339: String {
    let (year, month, dayOfMonth) = civilDate
    let second = Int(seconds % 86_400)
    let milliseconds = Int(nanoseconds / 1_000_000 % 1000)
    // In place, since every line of a log carries one.
    return String(unsafeUninitializedCapacity: 24) { text in
      _ = text.initialize(from: "0000-00-00T00:00:00.000Z".utf8)
      Self.put(year, 4, at: 0, text)
      Self.put(month, 2, at: 5, text)
      Self.put(dayOfMonth, 2, at: 8, text)
      Self.put(second / 3600, 2, at: 11, text)
      Self.put(second / 60 % 60, 2, at: 14, text)
      Self.put(second % 60, 2, at: 17, text)
      Self.put(milliseconds, 3, at: 20, text)
      return 24
    }
  }

  /// The date and time as an HTTP header writes it (RFC 9110 §5.6.7).
  package var httpDate: String {
    let (year, month, dayOfMonth) = civilDate
    let weekday = Self.weekdays[Int((day + 4) % 7)]  // The epoch was a Thursday.
    let name = Self.months[month - 1]
    return "\(weekday), \(padded(dayOfMonth, 2)) \(name) \(year) \(clock(seconds % 86_400)) GMT"
  }

  private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// Year, month and day in the Gregorian calendar, counted in eras of 400 years from a March.
  private var civilDate: (year: Int, month: Int, day: Int) {
    let shifted = Int(day) + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
  }

  private func clock(_ second: Int64) -> String {
    let (hour, minute) = (Int(second / 3600), Int(second / 60 % 60))
    return "\(padded(hour, 2)):\(padded(minute, 2)):\(padded(Int(second % 60), 2))"
  }

  private func padded(_ number: Int, _ width: Int) -> String {
    // In place, since every answer carries a date: joining texts took longer than all else of it.
    String(unsafeUninitializedCapacity: width) { digits in
      Self.put(number, width, at: 0, digits)
      return width
    }
  }

  private static func put(
    _ number: Int, _ width: Int, at start: Int, _ text: UnsafeMutableBufferPointer<UInt8>
  ) {
    var rest = number
    for place in (start..<(start + width)).reversed() {
      text[place] = UInt8(ascii: "0") + UInt8(rest % 10)
      rest /= 10
    }
  }
}
