import Glibc
import Testing

@testable import bmm_bench

struct GaugeBenchTests {
  private let bench = GaugeBench(console: Console(), peers: Peers())

  @Test func `memory that was touched shows in the peak, also when it is gone`() throws {
    let before = bench.residentBytes()
    let size = 64 << 20
    // Of that size glibc maps it for itself, and gives it back to the kernel at once.
    let memory = try #require(malloc(size))
    memset(memory, 1, size)
    free(memory)
    #expect(before > 1 << 20)
    #expect(bench.peakResidentBytes() >= size)
  }

  @Test func `CPU time goes on while somebody works`() {
    let before = bench.cpuNanoseconds()
    var sum = 0
    for number in 0..<100_000 { sum &+= number }
    #expect(sum > 0)
    #expect(bench.cpuNanoseconds() > before)
  }

  @Test func `a gauge that cannot measure apart is an error with its code`() {
    var bench = bench
    bench.program = Program.path
    let unknown = Gauge(name: "moon", about: "", isQuick: true, arm: .live) { _ in [] }
    let error = #expect(throws: GaugeError.self) { try bench.measureApart(unknown) }
    #expect(error?.description == "moon ended with code 2")
  }
}
