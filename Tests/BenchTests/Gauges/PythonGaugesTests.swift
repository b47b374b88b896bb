import Testing

@testable import bmm_bench

struct PythonGaugesTests {
  private let all = GaugeBench(console: Console(), peers: Peers())
  private let none = GaugeBench(console: Console(), peers: Peers(searchPath: "/nowhere"))

  @Test func `without Python nothing is measured, and nothing fails`() throws {
    #expect(try PythonGauges.simPy().measure(none).isEmpty)
    #expect(try PythonGauges.asyncio().measure(none).isEmpty)
  }

  @Test(.enabled(if: Peers().path(.python3) != nil, "Python is not installed"))
  func `asyncio sleeps`() throws {
    let figures = try PythonGauges.asyncio(tasks: 3, rounds: 2).measure(all)
    #expect(figures.map(\.id) == ["peers.asyncio.sleep"])
    #expect(figures.allSatisfy { $0.median > 0 })
  }

  @Test(.enabled(if: Peers().path(.simpy) != nil, "SimPy is not installed"))
  func `SimPy times out and hops`() throws {
    let figures = try PythonGauges.simPy(tasks: 3, rounds: 2, hops: 10).measure(all)
    #expect(figures.map(\.id) == ["peers.simpy.timeout", "peers.simpy.hop"])
    #expect(figures.allSatisfy { $0.median > 0 })
  }
}
