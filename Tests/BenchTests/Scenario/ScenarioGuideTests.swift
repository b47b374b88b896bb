import Foundation
import Testing

@testable import bmm_bench

/// What the guide shows can be run as it stands there.
struct ScenarioGuideTests {
  /// The blocks of a page that are whole scenarios.
  private func scenarios(of page: String) throws -> [String] {
    let parts = try Project.text(page).components(separatedBy: "```")
    return parts.filter { $0.hasPrefix("json5\n{") && $0.contains("users:") }
      .map { String($0.dropFirst("json5\n".count)) }
  }

  @Test func `the first scenario of the guide holds`() throws {
    let first = try #require(try scenarios(of: "docs/scenario-guide.md").first)
    let result = try Scenario(text: first).run()
    #expect(result.verdict == .held, "\(result.report)")
    #expect(result.checks.contains { $0.name == "sees(visitors, steps[0])" })
  }

  @Test func `a scenario of the guide can be built on`() throws {
    let folder = try TemporaryFolder()
    let first = try #require(try scenarios(of: "docs/scenario-guide.md").first)
    try folder.write(first, to: "first.json5")
    let more = try folder.write(
      """
      { extends: "./first.json5", name: "slow-model",
        llm: { models: { "glm-4.6": { tokensPerSecond: 20 } } } }
      """, to: "slow.json5")
    let scenario = try ScenarioDecoder.read(more)
    #expect(scenario.name == "slow-model")
    #expect(scenario.groups.count == 1)
  }
}
