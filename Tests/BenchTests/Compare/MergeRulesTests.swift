import Testing

@testable import bmm_bench

struct MergeRulesTests {
  /// A change to the second of three parts, and what is then said of them.
  struct Spoilt: Sendable {
    let change: @Sendable (inout ResultDocument) -> Void
    let message: String
  }

  private static let spoilt: [Spoilt] = [
    Spoilt(change: { $0.scenario = "y" }, message: "1 and 2 differ in scenario: x and y; only"),
    Spoilt(
      change: { $0.scenarioHash = "0" }, message: "1 and 2 differ in the scenario's text"),
    Spoilt(change: { $0.world = "live" }, message: "differ in world: sim and live"),
    Spoilt(change: { $0.timeScale = 0.5 }, message: "differ in time scale: none and 0.5"),
    Spoilt(change: { $0.bench.version = "9" }, message: "differ in the program's version"),
    Spoilt(change: { $0.bench.commit = "abc" }, message: "commit: unknown and abc"),
    Spoilt(change: { $0.checks.removeLast() }, message: "differ in checks"),
    Spoilt(
      change: { $0.shard = Shard(index: 2, count: 4) }, message: "number of shards: 3 and 4"),
    Spoilt(change: { $0.shard = nil }, message: "number of shards: 3 and 1"),
    Spoilt(
      change: { $0.shard = Shard(index: 3, count: 3) },
      message: "2 and 3 both hold shard 3/3: leave one of them out"),
    Spoilt(change: { $0.seed = 7 }, message: "differ in seed, and so in their users"),
    Spoilt(change: { $0.verdict = .partial }, message: "2 was broken off"),
    Spoilt(change: { $0.seeds = [SeedRun($0)] }, message: "differ in what their shards split"),
  ]

  private static func parts() throws -> [MergeRules.Part] {
    let document = try ResultDocument.of(ScenarioText.with())
    return (1...3).map { index in
      var part = document
      part.shard = Shard(index: index, count: 3)
      return ("\(index)", part)
    }
  }

  @Test(arguments: spoilt.indices)
  func `what does not belong together is refused`(number: Int) throws {
    let (spoilt, rules) = (Self.spoilt[number], MergeRules(allowsGaps: false))
    var parts = try Self.parts()
    _ = try rules.sorted(parts)
    spoilt.change(&parts[1].document)
    let error = #expect(throws: MergeError.self) { _ = try rules.sorted(parts) }
    #expect(error?.description.contains(spoilt.message) == true, "\(error?.description ?? "")")
  }

  @Test func `shards that are missing are named, and accepted if that is wanted`() throws {
    let parts = Array(try Self.parts().dropFirst())
    let error = #expect(throws: MergeError.self) {
      _ = try MergeRules(allowsGaps: false).sorted(parts)
    }
    #expect(error == .gap(missing: [1], count: 3))
    #expect(try MergeRules(allowsGaps: true).sorted(parts.reversed()).map(\.file) == ["2", "3"])
    let merged = try ResultMerge.merge(parts, allowsGaps: true)
    #expect(merged.checks.last?.observed == "2, the others left out")
    #expect(merged.verdict == .partial)
  }

  @Test func `a seed counts once`() throws {
    let document = try ResultDocument.of(ScenarioText.with())
    let error = #expect(throws: MergeError.self) {
      _ = try MergeRules(allowsGaps: true).sorted([("a", document), ("b", document)])
    }
    #expect(error == .overlap(what: "seed 1", files: ["a", "b"]))
  }
}
