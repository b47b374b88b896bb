/// A point on a world's own time line, in nanoseconds since the world began.
package struct Instant: Comparable, Hashable, Sendable, CustomStringConvertible {
  /// Nanoseconds since the world began; 292 years fit.
  package let nanoseconds: Int64

  /// The instant that many nanoseconds after the world began.
  package init(nanoseconds: Int64) {
    self.nanoseconds = nanoseconds
  }

  /// The beginning of a world.
  package static let start = Instant(nanoseconds: 0)

  /// Later than everything: a deadline that never comes.
  package static let never = Instant(nanoseconds: .max)

  package static func < (left: Instant, right: Instant) -> Bool {
    left.nanoseconds < right.nanoseconds
  }

  /// The instant `duration` later; a sum past the end of time is `never`.
  package static func + (instant: Instant, duration: Duration) -> Instant {
    instant.advanced(byNanoseconds: duration.nanoseconds)
  }

  /// The instant that many nanoseconds later: for hot paths, which keep their durations so.
  package func advanced(byNanoseconds count: Int64) -> Instant {
    let (sum, overflow) = nanoseconds.addingReportingOverflow(count)
    return overflow ? .never : Instant(nanoseconds: sum)
  }

  /// The time from the right instant to the left one.
  package static func - (left: Instant, right: Instant) -> Duration {
    // Not `.nanoseconds(_:)`, which multiplies in software: this runs several times a token.
    Duration(attoseconds: Int128(left.nanoseconds - right.nanoseconds) * 1_000_000_000)
  }

  package var description: String { "\(Double(nanoseconds) / 1e9) s" }
}

extension Duration {
  /// The whole nanoseconds of this duration, held at the ends of the 64-bit range.
  package var nanoseconds: Int64 {
    // Up to nine seconds the hardware divides; beyond, a function of 128 bits does.
    if let few = Int64(exactly: attoseconds) { return few / 1_000_000_000 }
    return Int64(clamping: attoseconds / 1_000_000_000)
  }

  /// This duration in seconds, for reports and distributions; exact to about 16 digits.
  package var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}
