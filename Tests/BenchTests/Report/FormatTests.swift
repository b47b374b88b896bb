import Testing

@testable import bmm_bench

struct FormatTests {
  @Test(
    arguments: [
      (.zero, "0 s"),
      (.nanoseconds(7), "7.00 ns"),
      (.microseconds(15), "15.0 µs"),
      (.milliseconds(850), "850 ms"),
      (.microseconds(999_600), "1.00 s"),  // Would be "1000 ms" if rounded last.
      (.milliseconds(94_240), "94.2 s"),
      (.milliseconds(99_960), "100 s"),  // A digit more on the left, one less on the right.
      (.seconds(600), "600 s"),
      (.seconds(1_000), "16.7 min"),
      (.seconds(90_000), "25.0 h"),
      (.seconds(36_000_000), "10000 h"),  // The largest unit has no end.
      (.milliseconds(-20), "-20.0 ms"),
    ] as [(Duration, String)])
  func `a duration has three digits and a unit`(duration: Duration, text: String) {
    #expect(Format.duration(duration) == text)
  }

  @Test(
    arguments: [
      (0, "0/s"), (5, "5/s"), (4.567, "4.57/s"), (0.05, "3/m"), (0.001, "3.60/h"),
      (.infinity, "–"),  // A division by no time.
    ] as [(Double, String)])
  func `a rate has the unit in which it is not below one`(perSecond: Double, text: String) {
    #expect(Format.rate(perSecond: perSecond) == text)
  }

  @Test(
    arguments: [
      (0, "0 %"), (1, "100 %"), (0.5, "50.0 %"), (0.9634, "96.3 %"),
      (0.9999, "99.990 %"),  // Not "100 %": something failed.
      (0.9999999, "> 99.999 %"),
      (0.0002, "0.020 %"), (0.0000001, "< 0.001 %"),  // Not "0 %": something happened.
      (1.25, "125.0 %"),
      (.nan, "–"),  // A share of nothing.
    ] as [(Double, String)])
  func `only all is 100 per cent and only nothing is 0`(share: Double, text: String) {
    #expect(Format.percentage(share) == text)
  }

  @Test(
    arguments: [
      (0, "0 B"), (999, "999 B"), (1_000, "1.00 kB"), (12_345, "12.3 kB"),
      (999_600, "1.00 MB"), (2_500_000_000, "2.50 GB"), (-4_096, "-4.10 kB"),
    ])
  func `bytes are counted in decimal units`(count: Int, text: String) {
    #expect(Format.bytes(count) == text)
  }

  @Test(
    arguments: [
      (4_000, "4000"), (4_025.25, "4025"), (41.66, "41.7"), (-1.5, "-1.50"), (0.0625, "0.063"),
      (.nan, "–"),
    ] as [(Double, String)])
  func `whole numbers stay whole`(number: Double, text: String) {
    #expect(Format.number(number) == text)
  }
}
