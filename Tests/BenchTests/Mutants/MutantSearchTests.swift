import Service
import Testing
import World

@testable import bmm_bench

struct MutantSearchTests {
  /// A scenario of the project, and a bug that it promises to catch.
  struct Promise: CustomTestStringConvertible, Sendable {
    let file: String
    let bug: KnownBug

    var testDescription: String { "\(bug.name) in \(file)" }

    static let all = Project.names(in: "regressions").flatMap { file -> [Promise] in
      let caught = (try? Project.scenario(file).catches) ?? []
      return KnownBugs.all.filter { caught.contains($0.bug) }.map { Promise(file: file, bug: $0) }
    }
  }

  private static let quiet = Console(colours: .never, isQuiet: true)

  private func search(
    _ scenario: Scenario, _ bugs: KnownBugs, seeds: Int = 3, cross: Int = 1
  ) throws -> MutantSearch {
    let search = MutantSearch(
      [scenario], KnownBugs.all.filter { bugs.contains($0.bug) },
      MutantBudget(seeds: seeds, time: .seconds(60)), sound: 2, cross: cross)
    return try search.run(Self.quiet)
  }

  @Test func `every known bug is promised to be caught`() {
    let promised = Set(Promise.all.map(\.bug.name))
    #expect(KnownBugs.all.map(\.name).filter { !promised.contains($0) } == [])
  }

  @Test(arguments: Promise.all)
  func `a bug is caught by the scenario that promises it, which holds without`(
    promise: Promise
  ) throws {
    let scenario = try Project.scenario(promise.file)
    let hunts = try search(scenario, promise.bug.bug, seeds: 20).hunts
    #expect(hunts.count == 1)
    let caught = try #require(hunts.first?.caught, "survived \(hunts.first?.seeds ?? 0) seeds")
    #expect(!caught.checks.isEmpty)
    #expect(caught.seed == scenario.seed + UInt64(hunts[0].seeds) - 1)
  }

  private static let silent = """
    llm: { models: { 'claude-sonnet-4-6': { outputTokens: 300, tokensPerDelta: 50 } } },
    catches: ['success-not-logged', 'keep-alive-off'],
    """

  @Test func `a promise that is not kept is a bug that survives its budget`() throws {
    let found = try search(
      Scenario(text: ScenarioText.with(Self.silent)),
      [.successNotLogged, .keepAliveOff, .corsMissingOnStreams])
    #expect(!found.hasHeld)
    #expect(found.hunts.map(\.bug.name) == ["success-not-logged", "keep-alive-off"])
    #expect(found.hunts[0].caught?.checks == ["outcome-log", "tokens-accounted"])
    #expect(found.hunts[0].seeds == 1)
    #expect(found.hunts[1].caught == nil)
    #expect(found.hunts[1].seeds == 3)
    #expect(found.unpromised.map(\.bug.name) == ["cors-missing-on-streams"])
    #expect(found.exercised.missing.contains(.singleUse))
    #expect(!found.exercised.missing.contains(.outcomeLog))
    let lines = MutantsReport(found).lines(width: 120)
    #expect(lines.contains { $0.hasPrefix("1 of 3 bugs are caught; the median after 1 seed and ") })
    #expect(lines.contains { $0.contains(", the last after 1 seed, in ") }, "\(lines)")
  }

  @Test func `a bug that nobody had time to look for has not survived`() throws {
    var search = MutantSearch(
      [try Scenario(text: ScenarioText.with(Self.silent))], [KnownBugs.all[0]],
      MutantBudget(seeds: 1, time: .seconds(60)), sound: 1, cross: 0)
    search.isBrokenOff = true
    #expect(!search.hasHeld)
    let lines = MutantsReport(search).lines(width: 120)
    #expect(lines.contains("broken off: 1 of 1 bugs were not looked for"), "\(lines)")
    #expect(!lines.contains { $0.contains("SURVIVES") }, "\(lines)")
  }

  @Test func `a search without promises that fail has held`() throws {
    let found = try search(
      Scenario(text: ScenarioText.with(Self.silent)), .successNotLogged)
    #expect(found.hasHeld)
    #expect(found.sound.map(\.count) == [2], "without bugs as many seeds as were asked for")
  }

  @Test func `a scenario that promises nothing may see a bug all the same`() throws {
    let scenario = try Scenario(text: ScenarioText.with("catches: ['keep-alive-off']"))
    let found = try search(scenario, .successNotLogged)
    #expect(found.hunts.isEmpty)
    #expect(found.unpromised.first?.others == ["x"])
    #expect(!found.hasHeld)
  }

  @Test func `where the service fails without a bug, nothing is shown`() throws {
    let text = ScenarioText.with("expect: ['count(outcome=spec) == 7'], catches: ['no-timeout']")
    let error = #expect(throws: MutantsError.self) {
      try search(Scenario(text: text), .noTimeout)
    }
    let lines = try #require(error).description.split(separator: "\n")
    #expect(lines.first == "the service without bugs fails, so that a failure shows nothing:")
    #expect(lines.contains("  repeat: bmm-bench run x.json5 --seed 1"))
  }
}
