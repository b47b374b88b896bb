import Testing

@testable import bmm_bench

struct CoreUsageTests {
  private static let text = """
    cpu  300 0 200 1000 100 10 20 30 5 0
    cpu0 100 10 50 800 40 1 2 3 50 0
    cpu1 200 0 150 200 60 9 18 27 0 0
    intr 1 2 3
    """

  @Test func `idle and waiting are not busy, and what guests took is not counted twice`() throws {
    let usage = try #require(CoreUsage.parse(Self.text, core: 0, ticksPerSecond: 100))
    #expect(abs(usage.busy - 1.66) < 1e-9)
    #expect(abs(usage.total - 10.06) < 1e-9)
  }

  @Test func `a core that is not there has no line`() {
    #expect(CoreUsage.parse(Self.text, core: 2, ticksPerSecond: 100) == nil)
  }

  @Test func `what others took is what was busy beside one's own`() {
    let used = CoreUsage(busy: 3, total: 4)
    #expect(used.foreignShare(beside: 2) == 0.25)
    #expect(used.foreignShare(beside: 3.2) == 0, "ticks are rounded, and nobody takes less than 0")
  }
}
