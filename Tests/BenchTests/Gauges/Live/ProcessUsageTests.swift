import Glibc
import Testing

@testable import bmm_bench

struct ProcessUsageTests {
  private func line(name: String = "nginx", state: String = "S") -> String {
    "4711 (\(name)) \(state) 1 4711 4711 0 -1 4194560 1302 0 0 0 250 75 3 4 20 0 1 0 1128 "
      + "58114048 1500 18446744073709551615 1 1 0 0 0 0 0"
  }

  @Test func `times are in ticks and memory in pages`() throws {
    let usage = try #require(
      ProcessUsage.parse(line(), ticksPerSecond: 100, pageBytes: 4096))
    #expect(usage.user == 2.5)
    #expect(usage.system == 0.75)
    #expect(usage.residentBytes == 1500 * 4096)
    #expect(!usage.hasEnded)
  }

  @Test func `a name may hold spaces and brackets`() {
    let usage = ProcessUsage.parse(
      line(name: "odd) R 9 (name"), ticksPerSecond: 100, pageBytes: 4096)
    #expect(usage?.user == 2.5)
  }

  @Test func `a zombie has ended`() {
    let usage = ProcessUsage.parse(line(state: "Z"), ticksPerSecond: 100, pageBytes: 4096)
    #expect(usage?.hasEnded == true)
  }

  @Test(arguments: ["", "4711 nginx S 1", "4711 (nginx) S 1 2 3"])
  func `another text is no such line`(text: String) {
    #expect(ProcessUsage.parse(text, ticksPerSecond: 100, pageBytes: 4096) == nil)
  }

  @Test func `what was used since is the difference, and memory is the later`() {
    let before = ProcessUsage(user: 1, system: 2, residentBytes: 10)
    let after = ProcessUsage(user: 4, system: 2.5, residentBytes: 7)
    #expect(after.since(before) == ProcessUsage(user: 3, system: 0.5, residentBytes: 7))
  }

  @Test func `this process can be looked at, and one that is not there cannot`() throws {
    #expect(try ProcessUsage.of(getpid()).residentBytes > 1_000_000)
    #expect(throws: LiveGaugeError.unreadable(what: "/proc/-1/stat", text: "")) {
      try ProcessUsage.of(-1)
    }
  }
}
