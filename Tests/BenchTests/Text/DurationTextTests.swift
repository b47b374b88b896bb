import Testing

@testable import bmm_bench

struct DurationTextTests {
  @Test(
    arguments: [
      ("95s", .seconds(95)),
      ("250ms", .milliseconds(250)),
      ("1.5s", .milliseconds(1_500)),  // A fraction, exact.
      ("2m", .seconds(120)),
      ("1h", .seconds(3_600)),
      ("10us", .microseconds(10)),
      ("0.001us", .nanoseconds(1)),  // Finer than the smallest unit.
      ("0s", .zero),
      ("100000h", BenchLimits.durationMax),  // The longest.
    ] as [(String, Duration)])
  func `a number with a unit is a duration`(text: String, duration: Duration) throws {
    #expect(try DurationText.parse(text) == duration)
  }

  @Test(
    arguments: [
      ("95", "\"95\" has no unit; add one of us, ms, s, m, h"),
      ("95 s", "\"95 s\" has the unknown unit \" s\"; use one of us, ms, s, m, h"),
      ("5S", "\"5S\" has the unknown unit \"S\"; use one of us, ms, s, m, h"),  // Case counts.
      ("1m30s", "\"1m30s\" has the unknown unit \"m30s\"; use one of us, ms, s, m, h"),
      ("100001h", "\"100001h\" is out of range; allowed: 0s to 100000h"),
      ("0.0001us", "\"0.0001us\" is out of range; allowed: whole nanoseconds"),
      (
        "0.00000000000001us",
        "\"0.00000000000001us\" is out of range; allowed: whole nanoseconds"
      ),
      ("soon", "\"soon\" is not a quantity such as \"95s\""),
    ])
  func `anything else is refused`(text: String, message: String) {
    let error = #expect(throws: QuantityError.self) { try DurationText.parse(text) }
    #expect(error?.description == message)
  }

  @Test(
    arguments: [
      (.seconds(95), "95s"),  // No larger unit without a fraction.
      (.seconds(120), "2m"),
      (.seconds(7_200), "2h"),
      (.milliseconds(1_500), "1500ms"),
      (.nanoseconds(500), "0.5us"),  // Below the smallest unit.
      (.zero, "0s"),
    ] as [(Duration, String)])
  func `a written duration reads back equal`(duration: Duration, text: String) throws {
    #expect(DurationText.write(duration) == text)
    #expect(try DurationText.parse(text) == duration)
  }
}
