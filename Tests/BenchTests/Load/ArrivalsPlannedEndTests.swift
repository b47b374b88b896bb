import Testing
import World

@testable import bmm_bench

struct ArrivalsPlannedEndTests {
  @Test(
    arguments: [
      ("{ constant: '5/s', for: '30s' }", 30, "the time"),
      ("{ poisson: '2/s', count: 100 }", 50, "as many as come at that rate"),
      ("{ closed: 3 }", nil, "only answers decide"),
    ] as [(String, Int?, String)])
  func `a plan has an end, answers have none`(
    arrivals: String, seconds: Int?, reason: String
  ) throws {
    let scenario = try Scenario(text: ScenarioText.arrivals(arrivals))
    #expect(scenario.plannedEnd == seconds.map { .seconds($0) }, "\(reason)")
  }

  @Test func `stages follow each other, and a trace ends with its last line`() {
    let trace = Trace(lines: [.init(offset: .seconds(1)), .init(offset: .seconds(7))])
    var arrivals = Arrivals.open(.trace(trace), .time(.seconds(60)))
    #expect(arrivals.plannedEnd == .seconds(7))
    arrivals.kind = .open([
      ArrivalStage(shape: .nobody, limit: .time(.seconds(10))),
      ArrivalStage(shape: .gamma(perSecond: 4, burstiness: 1), limit: .count(40)),
    ])
    #expect(arrivals.plannedEnd == .seconds(20))
    arrivals.kind = .open([
      ArrivalStage(shape: .trace(trace), limit: .time(.seconds(60))),
      ArrivalStage(shape: .nobody, limit: .time(.seconds(10))),
    ])
    #expect(arrivals.plannedEnd == .seconds(70), "a trace that is not the last lasts its time")
  }
}
