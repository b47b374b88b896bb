import Glibc
import Testing
import World

@testable import bmm_bench

/// Gauges without peers and in tiny sizes: that they come to an end with figures, and clean up.
@Suite(.enabled(if: sysconf(Int32(_SC_NPROCESSORS_ONLN)) > 1, "a stage needs two cores"))
struct LiveStageTests {
  private static let bench = GaugeBench(
    console: Console(), peers: Peers(searchPath: ""), program: Program.path)
  private static let times = LiveTimes(warmUp: .milliseconds(20), window: .milliseconds(100))
  private static let shapes = [50, 100].map { StreamShape(streams: $0, perSecond: 50) }

  private static let gauges: [(name: String, measure: @Sendable () throws -> [Figure])] = [
    ("server", { try LiveServerGauge.measure(bench, times) }),
    ("client", { try LiveClientGauge.measure(bench, times) }),
    ("proxy", { try LiveProxyGauge.measure(bench, times) }),
    ("stream", { try LiveStreamGauge.measure(bench, times, shapes) }),
    ("stream proxy", { try LiveStreamProxyGauge.measure(bench, times, shapes) }),
    ("memory", { try LiveMemoryGauge.measure(bench, times, shapes) }),
    (
      "readers",
      {
        try LiveReadersGauge.measure(
          bench, dense: StreamShape(streams: 20, perSecond: 50),
          open: StreamShape(streams: 20, perSecond: 50), seconds: 0.2)
      }
    ),
    ("service", { try LiveServiceGauge.measure(bench, times) }),
    ("previews", { try LivePreviewsGauge.measure(bench, times, shapes) }),
  ]

  @Test(arguments: gauges.indices)
  func `a gauge without peers has figures of ours`(index: Int) throws {
    let figures = try Self.gauges[index].measure()
    let mine = figures.filter { $0.id.contains("ours") }
    #expect(!mine.isEmpty)
    #expect(mine.allSatisfy { $0.median.isFinite }, "\(Self.gauges[index].name)")
    let rates = mine.filter { $0.id.hasSuffix(".rate") }
    #expect(rates.allSatisfy { $0.median > 0 }, "\(rates)")
    #expect(!figures.contains { $0.id.contains(".to-") }, "there is nobody to compare with")
  }

  @Test func `users who leave have figures as well`() throws {
    let figures = try LiveLeavingGauge.measure(streams: 5, leaving: 5)
    #expect(figures.map(\.id) == ["live.leaving.p50", "live.leaving.max"])
    #expect(figures.allSatisfy { $0.median >= 0 })
  }

  @Test func `a process that ends too early is named, with its last words`() throws {
    try LiveStage.with(Self.bench) { stage in
      let words = ["/bin/sh", "-c", "echo first; echo 'out of paper' >&2; exit 3"]
      let process = try stage.start("printer", core: 0, words)
      #expect(try process.readLine() == "first")
      let error = LiveGaugeError.childEnded(name: "printer", status: 3, errors: "out of paper\n")
      #expect(throws: error) { try process.readLine() }
    }
  }

  @Test func `a program that is not there says so`() throws {
    try LiveStage.with(Self.bench) { stage in
      let process = try stage.start("ghost", core: 0, ["/no/such/program"])
      let error = #expect(throws: LiveGaugeError.self) { try process.readLine() }
      #expect("\(try #require(error))".contains("/no/such/program cannot be run: No such file"))
    }
  }

  @Test func `a server that dies under its load is the one to blame`() throws {
    try LiveStage.with(Self.bench) { stage in
      let server = try stage.ours("server", core: 0, ["measure-server"])
      let load = try stage.requests(to: server.address, core: 1, Self.times)
      let error = #expect(throws: LiveGaugeError.self) {
        try stage.sample(server.process) {
          _ = try load.readLine()
          server.process.kill()
          return try LoadReport(line: try load.readLine())
        }
      }
      #expect(error == .childEnded(name: "server", status: 128 + SIGKILL, errors: ""))
    }
  }

  @Test func `streams that are refused are an error with the reason`() throws {
    try LiveStage.with(Self.bench) { stage in
      let server = try stage.ours("server", core: 0, ["measure-server"])
      let load = try stage.streams(Self.shapes[1], from: server.address, Self.times)
      let error = #expect(throws: LiveGaugeError.self) { try load.readLine() }
      #expect("\(try #require(error))".contains("0 of 100 streams flow and 100 failed"))
    }
  }

  @Test func `the folder is gone with the stage, and so are its processes`() throws {
    var (folder, id) = ("", pid_t(0))
    try LiveStage.with(Self.bench) { stage in
      folder = stage.folder
      try stage.write("x", to: "file")
      let process = try stage.start(
        "shell", core: 0, ["/bin/sh", "-c", "echo $$; exec cat /dev/zero"])
      id = try #require(pid_t(try process.readLine()))
      #expect(access("\(folder)/file", F_OK) == 0)
    }
    #expect(access(folder, F_OK) != 0)
    #expect(kill(id, 0) != 0 && errno == ESRCH)
  }
}
