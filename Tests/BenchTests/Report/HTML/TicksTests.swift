import Testing

@testable import bmm_bench

struct TicksTests {
  @Test(
    arguments: [
      (0.0, 1.0, 5, [0, 0.2, 0.4, 0.6, 0.8, 1]),
      (0.0, 9.7, 5, [0, 2, 4, 6, 8]),
      (13.0, 88.0, 4, [20, 40, 60, 80]),
      (0.0, 0.003, 3, [0, 0.001, 0.002, 0.003]),
      (5.0, 5.0, 4, [5]),
    ])
  func `linear ticks are multiples of 1, 2 or 5`(
    from: Double, to: Double, count: Int, ticks: [Double]
  ) {
    #expect(Self.rounded(Ticks.linear(from: from, to: to, about: count)) == ticks)
  }

  @Test(
    arguments: [
      (100.0, 4, [0.0, 30, 60, 90], "beyond a minute people count in halves of it"),
      (900.0, 8, [0, 120, 240, 360, 480, 600, 720, 840], "minutes"),
      (86_400.0, 6, [0, 14_400, 28_800, 43_200, 57_600, 72_000, 86_400], "hours"),
      (4.0, 4, [0, 1, 2, 3, 4], "seconds as they are"),
    ])
  func `ticks of times are round in seconds, minutes or hours`(
    to: Double, count: Int, ticks: [Double], reason: String
  ) {
    #expect(Ticks.time(from: 0, to: to, about: count) == ticks, "\(reason)")
  }

  @Test(
    arguments: [
      (1.0, 1000.0, 4, [1.0, 10, 100, 1000]),
      (0.2, 12.0, 6, [0.2, 0.5, 1, 2, 5, 10]),
      (0.001, 1_000_000.0, 5, [0.001, 0.1, 10, 1000, 100_000]),
    ])
  func `logarithmic ticks lie at powers of ten`(
    from: Double, to: Double, count: Int, ticks: [Double]
  ) {
    #expect(Self.rounded(Ticks.logarithmic(from: from, to: to, about: count)) == ticks)
  }

  @Test(arguments: [0.001, 0.37, 1, 8.4, 99, 12_345, 9e8])
  func `there are never many ticks, and all lie within`(to: Double) {
    for count in 2...8 {
      for ticks in [
        Ticks.linear(from: 0, to: to, about: count), Ticks.time(from: 0, to: to, about: count),
        Ticks.logarithmic(from: to / 5000, to: to, about: count),
      ] {
        #expect((1...(2 * count + 2)).contains(ticks.count), "\(ticks)")
        #expect(ticks.allSatisfy { (0...to * 1.001).contains($0) })
        #expect(ticks == ticks.sorted())
      }
    }
  }

  /// Without the last bits, in which 0.6 and 3 × 0.2 differ.
  private static func rounded(_ ticks: [Double]) -> [Double] {
    ticks.map { ($0 * 1e9).rounded() / 1e9 }
  }
}
