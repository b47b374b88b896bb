import Testing

@testable import bmm_bench

/// Each gauge once in tiny size: that it counts what it says, never how fast it is.
struct SimGaugeTests {
  private var bench: GaugeBench {
    var bench = GaugeBench(console: Console(), peers: Peers())
    bench.program = Program.path
    return bench
  }

  private func ids(_ gauge: Gauge) throws -> [String] {
    let figures = try gauge.measure(bench)
    for figure in figures {
      #expect(figure.id.hasPrefix("\(gauge.name)."))
      #expect(figure.values.count == 1)
      #expect(figure.median.isFinite, "\(figure)")
    }
    return figures.map { String($0.id.dropFirst(gauge.name.count + 1)) }
  }

  @Test func `timers fire, are put off and let tasks sleep`() throws {
    let gauge = TimersGauge.make(pending: 50, rounds: 4)
    #expect(try ids(gauge) == ["fire", "cancel", "sleep"])
  }

  @Test func `hops are done by callbacks and by tasks, also past a pause of the tasks`() throws {
    let gauge = HopsGauge.make(hops: 100_001)
    #expect(try ids(gauge) == ["callback", "callback-rate", "task", "task-rate"])
  }

  @Test(arguments: ["0ms", "1ms"])
  func `all tokens of all streams arrive, on links of any latency`(latency: String) throws {
    let gauge = TokensGauge.make(latency: latency, target: 1, streams: 10, tokens: 300)
    #expect(try ids(gauge) == ["rate", "memory", "allocations"])
  }

  @Test func `twice the tokens count as twice the tokens`() throws {
    let sold = try [300, 600].map { tokens in
      try GaugeScenario.streams(3, tokens: tokens, latency: "1ms").run().tokens.sold
    }
    #expect(sold == [900, 1_800])
  }

  @Test func `a run that did not hold is no measurement`() throws {
    let scenario = try GaugeScenario.streams(2, tokens: 100, latency: "0ms")
    let result = try scenario.changed { $0.llm.rules = [.init(.all, .init(.refusal))] }.run()
    #expect(result.verdict == .failed)
    #expect("\(GaugeError.notHeld(result))".contains("count(outcome=spec) == 2: 0"))
  }

  @Test func `small worlds are run for each seed`() throws {
    #expect(try ids(SmallWorldsGauge.make(runs: 4)) == ["rate"])
  }

  @Test func `a day has all previews of all people, spread over the day`() throws {
    #expect(try ids(DayGauge.make(users: 3, previews: 2)) == ["cpu", "memory"])
    let result = try GaugeScenario.day(users: 20, previews: 5).run()
    #expect(result.outcomes.reduce(0) { $0 + $1.count } == 100)
    #expect((.seconds(24 * 3_600) ... .seconds(48 * 3_600)).contains(result.virtual))
  }

  @Test func `a seed has one digest in all processes`() throws {
    let gauge = DeterminismGauge.make(seeds: 2, processes: 3, distinct: 4)
    let figures = try gauge.measure(bench)
    #expect(figures.map(\.values) == [[6], [4]])
    #expect(figures.allSatisfy { $0.held == true })
  }
}
