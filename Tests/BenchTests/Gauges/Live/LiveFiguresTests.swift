import Testing

@testable import bmm_bench

struct LiveFiguresTests {
  private func sample(_ count: Int, cpu: Double, foreign: Double = 0) -> LiveSample {
    var report = LoadReport()
    (report.count, report.seconds, report.median, report.p99) = (count, 2, 0.001, 0.004)
    return LiveSample(load: report, cpu: cpu, user: cpu / 4, foreignShare: foreign)
  }

  private func values(_ figures: LiveFigures) -> [String: Double] {
    Dictionary(uniqueKeysWithValues: figures.all.map { ($0.id, $0.median) })
  }

  @Test func `rate and cost are per second and per answer`() {
    var figures = LiveFigures("live.x", counting: "request")
    figures.add("ours", sample(2_000, cpu: 0.02), title: "ours")
    figures.addTimes("ours", sample(2_000, cpu: 0.02), title: "ours")
    let found = values(figures)
    #expect(found["live.x.ours.rate"] == 1_000)
    #expect(found["live.x.ours.cpu"] == 10)
    #expect(found["live.x.ours.user"] == 2.5)
    #expect(found["live.x.ours.p99"] == 4)
  }

  @Test func `a ratio above 1 is a higher rate of ours, and below 1 a lower cost`() throws {
    var figures = LiveFigures("live.x", counting: "request")
    figures.addRatios(
      "to-nginx", sample(3_000, cpu: 0.02), to: sample(2_000, cpu: 0.02), title: "ours to nginx",
      target: 1.4, cpuTarget: 0.6)
    let rate = try #require(figures.all.first { $0.id == "live.x.to-nginx.rate" })
    #expect(rate.median == 1.5)
    #expect(rate.held == true)
    let cpu = try #require(figures.all.first { $0.id == "live.x.to-nginx.cpu" })
    #expect(abs(cpu.median - 2.0 / 3) < 1e-9)
    #expect(cpu.held == false)
  }

  @Test func `without a rate or a cost there is no disturbance to tell`() {
    var figures = LiveFigures("live.x", counting: "event")
    figures.add("memory", "memory per stream", 14, "kB")
    #expect(figures.all.map(\.id) == ["live.x.memory"])
  }

  @Test func `the worst disturbance is told`() {
    var figures = LiveFigures("live.x", counting: "event")
    for share in [0.02, 0.3, 0.1] {
      figures.add("ours", sample(1, cpu: 1, foreign: share), title: "ours")
    }
    #expect(figures.all.last?.id == "live.x.foreign")
    #expect(figures.all.last?.median == 30)
  }
}
