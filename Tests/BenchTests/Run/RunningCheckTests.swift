import Testing
import World

@testable import bmm_bench

struct RunningCheckTests {
  @Test func `a long window is kept in few pieces, and forgets all the same`() throws {
    let check = try ExpectationParser.parse("count(outcome=spec) <= 3700 over 1h")
    var running = RunningCheck(0, check)
    let one = RunMetrics(HandMadeRun().evidence, [])
    for second in 1...7_200 { running.take(one, at: .seconds(second)) }
    #expect((60...61).contains(running.pieces.count))
    let kept = running.pieces.reduce(0) { $0 + $1.figures.count(check.filters) }
    #expect((3_600...3_660).contains(kept))
  }

  @Test func `a window of a minute keeps each second for itself`() throws {
    let check = try ExpectationParser.parse("count(outcome=spec) <= 60 over 1m")
    var running = RunningCheck(0, check)
    let one = RunMetrics(HandMadeRun().evidence, [])
    for second in 1...200 { running.take(one, at: .seconds(second)) }
    #expect(running.pieces.count == 60)
  }
}
