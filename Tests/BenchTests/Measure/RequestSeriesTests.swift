import Testing
import World

@testable import bmm_bench

struct RequestSeriesTests {
  @Test func `windows are as short as 240 of them allow`() {
    #expect(RequestSeries.window(reaching: .zero) == .milliseconds(100))
    #expect(RequestSeries.window(reaching: .milliseconds(23_999)) == .milliseconds(100))
    #expect(RequestSeries.window(reaching: .seconds(24)) == .milliseconds(200))
    #expect(RequestSeries.window(reaching: .seconds(7_200)) == .milliseconds(51_200))
  }

  @Test func `each request is counted where it begins, speaks and ends`() throws {
    let run = HandMadeRun()  // It begins at 0, has its first token at 2 s and ends at 31 s.
    let series = RequestSeries(run.evidence).series
    #expect(series.window == .milliseconds(200))
    #expect(series.windows.count == 156)
    let (first, token, last) = (series.windows[0], series.windows[10], series.windows[155])
    #expect((first.started, first.ended, first.inFlight) == (1, 0, 1))
    #expect(token.ttft.values.count == 1)
    #expect((last.started, last.ended, last.inFlight, last.tokens) == (0, 1, 0, 100))
    #expect(last.outcomes == [ResultDocument.Window.Count(name: "spec", count: 1)])
  }

  @Test func `what has not ended is in flight to the last window`() {
    var run = HandMadeRun()
    run.record.ended = nil
    run.record.outcome = .unfinished
    let windows = RequestSeries(run.evidence).series.windows
    #expect(windows.allSatisfy { $0.inFlight == 1 && $0.ended == 0 })
  }

  @Test func `a run without requests has no window`() {
    var run = HandMadeRun()
    run.record.ended = nil
    let empty = Evidence(
      scenario: run.scenario, records: [], calls: [], log: [], exchanges: [],
      epoch: WallTime(seconds: 0), end: .idle, leftovers: [])
    #expect(RequestSeries(empty).series.windows.isEmpty)
  }
}
