import Testing

@testable import bmm_bench

struct AxisLabelTests {
  @Test(
    arguments: [
      (0, "0"), (5e-9, "5 ns"), (2e-5, "20 µs"), (0.25, "250 ms"), (1, "1 s"), (1.5, "1.5 s"),
      (90, "90 s"), (300, "5 min"), (7_200, "2 h"), (86_400, "24 h"),
    ])
  func `a time is short and has its unit`(seconds: Double, text: String) {
    #expect(AxisLabel.seconds(seconds) == text)
  }

  @Test func `counts, shares and bytes are short`() {
    #expect(
      [0, 7, 2500, 15_000, 2e6, 3e9].map(AxisLabel.count) == [
        "0", "7", "2500", "15k", "2M", "3G",
      ])
    #expect([0, 0.125, 1].map(AxisLabel.percent) == ["0 %", "12.5 %", "100 %"])
    #expect(
      [0, 999, 2e3, 1.5e6, 4e9].map(AxisLabel.bytes) == [
        "0 B", "999 B", "2 kB", "1.5 MB", "4 GB",
      ])
  }
}
