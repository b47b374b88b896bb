/// A point on a world's own time line, in nanoseconds since the world began.
@usableFromInline
package struct Instant: Comparable, Hashable, Sendable, CustomStringConvertible {
  /// Nanoseconds since the world began; 292 years fit.
  @usableFromInline
  package let nanoseconds: Int64

  /// The instant that many nanoseconds after the world began.
  @inlinable
  package init(nanoseconds: Int64) {
    self.nanoseconds = nanoseconds
  }

  /// The beginning of a world.
  @inlinable
  package static var start: Instant { Instant(nanoseconds: 0) }

  /// Later than everything: a deadline that never comes.
  @inlinable
  package static var never: Instant { Instant(nanoseconds: .max) }

  @inlinable
  package static func < (left: Instant, right: Instant) -> Bool {
    left.nanoseconds < right.nanoseconds
  }

  /// The instant `duration` later; a sum past the end of time is `never`.
  @inlinable
  package static func + (instant: Instant, duration: Duration) -> Instant {
    instant.advanced(byNanoseconds: duration.nanoseconds)
  }

  /// The instant that many nanoseconds later: for hot paths, which keep their durations so.
  @inlinable
  package func advanced(byNanoseconds count: Int64) -> Instant {
    let (sum, overflow) = nanoseconds.addingReportingOverflow(count)
    return overflow ? .never : Instant(nanoseconds: sum)
  }

  /// The time from the right instant to the left one.
  @inlinable
  package static func - (left: Instant, right: Instant) -> Duration {
    // Not `.nanoseconds(_:)`, which multiplies in software: this runs several times a token.
    Duration(attoseconds: Int128(left.nanoseconds - right.nanoseconds) * 1_000_000_000)
  }

  @usableFromInline
  package var description: String { "\(Double(nanoseconds) / 1e9) s" }
}

extension Duration {
  /// The whole nanoseconds of this duration, held at the ends of the 64-bit range.
  @usableFromInline
  package var nanoseconds: Int64 {
    // Up to nine seconds the hardware divides.
    let attoseconds = attoseconds
    if let few = Int64(exactly: attoseconds) { return few / 1_000_000_000 }
    // Beyond, a function of 128 bits would. An estimate that is at most 2^11 off is faster; what it
    // leaves is again for the hardware.
    let high = Int64(truncatingIfNeeded: attoseconds &>> 64)
    let estimate = (Double(high) * 0x1p64 + Double(UInt64(truncatingIfNeeded: attoseconds))) / 1e9
    guard abs(estimate) < 9.2e18 else { return Int64(clamping: attoseconds / 1_000_000_000) }
    let rough = Int64(estimate)
    let rest = Int64(truncatingIfNeeded: attoseconds &- Int128(rough) &* 1_000_000_000)
    // Rounded towards zero, as a division is.
    if attoseconds >= 0 { return rough + (rest >= 0 ? rest : rest - 999_999_999) / 1_000_000_000 }
    return rough + (rest <= 0 ? rest : rest + 999_999_999) / 1_000_000_000
  }

  /// This duration in seconds, for reports and distributions; exact to about 16 digits.
  package var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}
