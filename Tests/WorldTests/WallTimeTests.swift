import Testing
import World

@Suite struct WallTimeTests {
  @Test(arguments: [
    (0, "1970-01-01T00:00:00.000Z", "Thu, 01 Jan 1970 00:00:00 GMT"),
    // A leap day of a century that has one.
    (951_782_400, "2000-02-29T00:00:00.000Z", "Tue, 29 Feb 2000 00:00:00 GMT"),
    (1_777_593_600, "2026-05-01T00:00:00.000Z", "Fri, 01 May 2026 00:00:00 GMT"),
    // The last second of a year.
    (1_798_761_599, "2026-12-31T23:59:59.000Z", "Thu, 31 Dec 2026 23:59:59 GMT"),
  ])
  func `dates are written as RFC 3339 and as HTTP want them`(
    seconds: Int64, rfc3339: String, http: String
  ) {
    #expect(WallTime(seconds: seconds).rfc3339 == rfc3339)
    #expect(WallTime(seconds: seconds).httpDate == http)
  }

  @Test func `a sum past the end of time is never`() {
    #expect(Instant.never + .seconds(1) == .never)
    #expect(Duration.seconds(Int64.max).nanoseconds == .max)
  }

  @Test(
    arguments: [
      9_223_372_036_854_775_807,  // The last that fits into 64 bits as attoseconds.
      9_223_372_036_854_775_808, 72_000_000_000_000_000_000, 125_000_000_000_999_999_999,
      299_999_999_999_999_999_999, 4_611_686_018_427_387_904_000_000_000,
      // Where the estimate in floating point ends, and a little beyond.
      9_199_999_999_999_999_999_999_999_999, 9_223_372_036_854_775_807_999_999_999,
      9_223_372_036_854_775_808_000_000_000,
    ] as [Int128])
  func `a duration's nanoseconds are those of a division`(attoseconds: Int128) {
    for exact in [attoseconds, -attoseconds, attoseconds - 1, 1 - attoseconds] {
      let expected = Int64(clamping: exact / 1_000_000_000)
      #expect(Duration(attoseconds: exact).nanoseconds == expected, "\(exact)")
    }
  }
}
