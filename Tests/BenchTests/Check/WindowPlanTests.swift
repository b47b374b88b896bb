import Testing

@testable import bmm_bench

struct WindowPlanTests {
  private func plan(_ seconds: [Int], _ length: Int) -> WindowPlan {
    WindowPlan(seconds.map { .seconds($0) }, length: .seconds(length))
  }

  @Test func `windows move on by a tenth, and one ends with the last request`() throws {
    let windows = plan([0, 5, 11, 12], 10).windows
    #expect(
      windows.map(\.start) == [
        .zero, .seconds(1), .seconds(2), .seconds(2) + .nanoseconds(1),
      ])
    #expect(windows.map(\.indices) == [0..<2, 1..<2, 1..<3, 1..<4])
  }

  @Test(arguments: [[0, 3], [7]])
  func `a run that is shorter than a window is one window`(seconds: [Int]) {
    let windows = plan(seconds, 60).windows
    #expect(windows == [.init(start: .zero, indices: 0..<seconds.count)])
  }

  @Test func `a run without requests has no window`() {
    #expect(plan([], 10).windows.isEmpty)
  }

  @Test func `of windows without requests one is enough, and none with requests is missed`() {
    let windows = plan([0, 100_000], 10).windows
    #expect(windows.count < 20)
    #expect(windows.contains { $0.indices.isEmpty })
    #expect(windows.last?.indices == 1..<2)
    let inTheMiddle = plan([0, 50_000, 50_001, 100_000], 10).windows
    #expect(inTheMiddle.contains { $0.indices == 1..<3 })
    // One a second from 0 to 99,990, and the one that ends with the last request.
    #expect(windows.reduce(0) { $0 + $1.count } == 99_992)
  }
}
