import Testing
import World

@testable import bmm_bench

struct RunResultTests {
  private func result(isMeasured: Bool) -> RunResult {
    var run = HandMadeRun()
    run.record.isReadableByBrowser = false
    run.record.user = run.record.user.but(isMeasured: isMeasured)
    return RunResult(
      run.evidence, .sim, timeScale: nil, digest: nil, virtual: .seconds(31), wall: .seconds(1),
      dropped: DroppedArrivals())
  }

  @Test func `answers of a warm-up are no figures, but the books have them`() {
    let (measured, warmUp) = (result(isMeasured: true), result(isMeasured: false))
    #expect([measured.unreadableAnswers, warmUp.unreadableAnswers] == [1, 0])
    #expect(warmUp.tokens == measured.tokens)
    #expect(warmUp.tokens.sold == 100)
    #expect(warmUp.details.cost.previews == 1)
  }
}
