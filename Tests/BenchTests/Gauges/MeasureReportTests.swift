import Testing
import World

@testable import bmm_bench

struct MeasureReportTests {
  @Test func `a row shows median, spread and whether the target was kept`() {
    let lines = MeasureReport.lines(.example, width: 200)
    #expect(lines[0].hasPrefix("figure"))
    #expect(
      lines[2...4] == [
        "sim.a.fire   fast                      80 ns  70 to 90        ≤ 100    held",
        "sim.a.slow   slow                  0.300 M/s  0.200 to 0.400  ≥ 0.700  MISSED",
        "peers.b.hop  hop (of SimPy 4.1.2)    1235 ns  1235 to 1235",
      ])
  }

  @Test func `below stand build, machine, peers, what is missing and what failed`() {
    let text = MeasureReport.lines(.example, width: 200).dropFirst(5).joined(separator: "\n")
    for part in [
      "release build of commit abc, 2026-05-01T00:00:00.000Z", "Fast Processor, 2 cores, Linux 6",
      "peers: wrk 4.1", "nginx is not installed: apt-get install nginx",
      "sim.c was not measured: it broke", "1 of 2 targets held",
    ] {
      #expect(text.contains(part), "\(text)")
    }
    #expect(!text.contains("DEBUG"))
  }

  @Test func `what was disturbed is told apart, in the row and below`() {
    var measurement = Measurement.example
    measurement.figures[0].isDisturbed = true
    let lines = MeasureReport.lines(measurement, width: 200)
    #expect(lines[2].hasSuffix("≤ 100    disturbed"))
    #expect(
      lines.last == "0 of 1 targets held; 1 not judged, as others took more than 10 % of the core")
    #expect(MeasureReport.markdown(measurement).contains("| ≤ 100 | disturbed |"))
  }

  @Test func `a debug build is shouted at the reader`() {
    let measurement = Measurement(
      date: WallTime(seconds: 0), build: BuildStamp(mode: "debug", commit: nil),
      machine: Measurement.example.machine, peers: [])
    #expect(MeasureReport.lines(measurement, width: 200).contains { $0.contains("A DEBUG BUILD") })
    #expect(MeasureReport.markdown(measurement).contains("A DEBUG BUILD"))
  }

  @Test func `the page to keep has the day, the facts and a row per figure`() {
    let page = MeasureReport.markdown(.example)
    #expect(page.hasPrefix("# Measured on 2026-05-01\n\n- release build of commit abc"))
    #expect(page.contains("\n| sim.a.fire | fast | 80 ns | 70 to 90 | ≤ 100 | held |\n"))
    #expect(page.hasSuffix("\n"))
  }
}

extension Measurement {
  /// Two figures of ours, one of a peer, and a gauge that failed.
  static let example = Measurement(
    date: WallTime(seconds: 1_777_593_600), build: BuildStamp(mode: "release", commit: "abc"),
    machine: Machine(processor: "Fast Processor", cores: 2, kernel: "Linux 6"),
    peers: [.init(peer: .wrk, path: "/usr/bin/wrk", version: "4.1")],
    figures: [
      Figure(id: "sim.a.fire", title: "fast", unit: "ns", values: [70, 90, 80], target: 100),
      Figure(
        id: "sim.a.slow", title: "slow", unit: "M/s", values: [0.2, 0.3, 0.4], better: .higher,
        target: 0.7),
      Figure(
        id: "peers.b.hop", title: "hop", unit: "ns", values: [1234.5], note: "of SimPy 4.1.2"),
    ],
    failures: [.init(gauge: "sim.c", reason: "it broke")])
}
