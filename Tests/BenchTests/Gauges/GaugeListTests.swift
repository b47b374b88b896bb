import Testing

@testable import bmm_bench

struct GaugeListTests {
  private let gauges = ["sim.timers", "sim.tokens.0ms", "sim.tokens.1ms", "live.tokens"].map {
    Gauge(name: $0, about: "", isQuick: true, arm: .sim) { _ in [] }
  }

  @Test(arguments: [
    ("sim.timers", ["sim.timers"]),
    ("sim", ["sim.timers", "sim.tokens.0ms", "sim.tokens.1ms"]),
    // A part of the name: the question is about tokens, in whichever world.
    ("tokens", ["sim.tokens.0ms", "sim.tokens.1ms", "live.tokens"]),
    ("sim.tokens", ["sim.tokens.0ms", "sim.tokens.1ms"]),
    // A figure's id, as the table shows it.
    ("sim.timers.fire", ["sim.timers"]),
    // In the order of the list, each once.
    ("live,timers,sim.timers", ["sim.timers", "live.tokens"]),
  ])
  func `names, parts of names and ids pick gauges`(words: String, expected: [String]) throws {
    #expect(try GaugeList.pick(words, among: gauges).map(\.name) == expected)
  }

  @Test func `without names all are picked`() throws {
    #expect(try GaugeList.pick(nil).map(\.name) == GaugeList.all.map(\.name))
  }

  @Test(arguments: ["sim.timer", "sim.tok", "", "sim,", "timers,moon", "sim.timersfire"])
  func `an unknown name is an error, also beside a known one`(words: String) {
    #expect(throws: GaugeError.self) { try GaugeList.pick(words, among: gauges) }
  }

  @Test func `the error names the nearest gauge`() {
    let error = #expect(throws: GaugeError.self) {
      try GaugeList.pick("sim.timer", among: gauges)
    }
    #expect(
      error?.description == "unknown gauge \"sim.timer\"; did you mean \"sim.timers\"? "
        + "(gauges: sim.timers, sim.tokens.0ms, sim.tokens.1ms, live.tokens)")
  }

  @Test func `each name stands once, and picks its own gauge alone`() throws {
    for gauge in GaugeList.all {
      #expect(try GaugeList.pick(gauge.name).map(\.name) == [gauge.name])
    }
  }
}
