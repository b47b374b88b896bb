import Testing
import World

@testable import bmm_bench

struct ServerWatchTests {
  private static let sample = ResultDocument.ServerSample(
    at: .zero, openConnections: 0, inFlight: 0, databaseQueue: 0, database: .milliseconds(1))

  /// What a watch sees of a run of so many seconds.
  private func samples(after seconds: Int) -> [ResultDocument.ServerSample] {
    let loop = Loop.simulated(SimOptions(seed: 1))
    let world = World("users", on: loop)
    let watch = ServerWatch(in: world) {
      var sample = Self.sample
      sample.at = world.now - .start
      return sample
    }
    _ = world.at(.start + .seconds(seconds)) { watch.stop() }
    #expect(loop.run(until: .start + .seconds(1_000_000)) == .idle)
    return watch.samples
  }

  @Test func `a short run is looked at each tenth of a second`() {
    let samples = samples(after: 1)
    // The end at 1 s comes before the look at 1 s.
    #expect(samples.map(\.at) == (1...9).map { .milliseconds($0 * 100) })
  }

  @Test(arguments: [24, 100, 3_600, 90_000])
  func `a long run is looked at as often as a chart can show, at equal distances`(seconds: Int) {
    let samples = samples(after: seconds)
    #expect((100..<240).contains(samples.count), "\(samples.count)")
    let distance = samples[0].at
    #expect(samples.enumerated().allSatisfy { $1.at == distance * ($0 + 1) })
    let work = samples.reduce(Duration.zero) { $0 + $1.database }
    #expect(work >= .milliseconds(samples.count), "the work of dropped looks is not lost")
  }

  @Test func `a run with a watch has the digest of one without`() throws {
    let scenario = try Scenario(text: ScenarioText.with("chaos: { swarm: true }"))
    let first = try scenario.run()
    let probe = try ScenarioRun(
      scenario, .sim, probes: [(after: .milliseconds(1), look: {}), (after: .seconds(1), look: {})]
    ).run()
    #expect(first.digest == probe.digest, "callbacks that do nothing leave no trace")
    #expect(!first.server.isEmpty)
    #expect(first.server.contains { $0.inFlight == 1 && $0.openConnections > 0 })
    #expect(first.server.contains { $0.database > .zero })
    #expect(first.server.allSatisfy { $0.residentBytes == nil }, "memory is the machine's")
  }
}
