import Testing
import World

@testable import bmm_bench

struct StagedArrivalsTests {
  private func all(_ stages: [ArrivalStage]) -> [StagedArrivals.Start] {
    var arrivals = StagedArrivals(stages, random: RandomStream(seed: 3))
    var starts: [StagedArrivals.Start] = []
    while let start = arrivals.next() { starts.append(start) }
    #expect(arrivals.next() == nil)
    return starts
  }

  private func stage(_ name: String, _ shape: ArrivalShape, seconds: Int) -> ArrivalStage {
    ArrivalStage(name: name, shape: shape, limit: .time(.seconds(seconds)))
  }

  @Test func `a stage begins where the one before it ends, whoever came last`() {
    let starts = all([
      stage("a", .constant(perSecond: 1), seconds: 2), stage("pause", .nobody, seconds: 3),
      stage("b", .constant(perSecond: 2), seconds: 1),
    ])
    #expect(starts.map(\.offset) == [0, 1, 5, 5.5].map { .seconds($0) })
    #expect(starts.map(\.stage.name) == ["a", "a", "b", "b"])
  }

  @Test func `a stage has a chance of its own: what comes before it moves nothing in it`() {
    let steady = stage("steady", .poisson(perSecond: 5), seconds: 20)
    let behindFew = all([stage("warm-up", .poisson(perSecond: 1), seconds: 10), steady])
    let behindMany = all([stage("warm-up", .poisson(perSecond: 9), seconds: 10), steady])
    func offsets(_ starts: [StagedArrivals.Start]) -> [Duration] {
      starts.filter { $0.stage.name == "steady" }.map(\.offset)
    }
    #expect(offsets(behindFew) == offsets(behindMany))
    #expect(behindFew.count != behindMany.count)
  }

  @Test func `one stage without a name draws as its process alone`() {
    let random = RandomStream(seed: 3)
    var alone = GammaArrivals(
      perSecond: 5, limit: .count(20), gaps: GammaGaps(burstiness: 1, random: random))
    let starts = all([ArrivalStage(shape: .poisson(perSecond: 5), limit: .count(20))])
    #expect(starts.count == 20)
    for start in starts { #expect(start.offset == alone.next()) }
  }

  @Test func `a trace hands its lines on`() {
    let lines = [
      Trace.Line(offset: .zero, prompt: "a"), Trace.Line(offset: .seconds(2), plan: .pro),
      Trace.Line(offset: .seconds(9)),
    ]
    let starts = all([
      stage("first", .constant(perSecond: 1), seconds: 1),
      stage("replay", .trace(Trace(lines: lines)), seconds: 9),
    ])
    // The last line lies at the end, which is not part of the stage.
    #expect(starts.map(\.offset) == [.zero, .seconds(1), .seconds(3)])
    #expect(starts.map(\.line) == [nil, lines[0], lines[1]])
  }
}
