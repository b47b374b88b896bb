import Testing

@testable import FakeLLM

@Suite struct ClaudeModelTests {
  @Test(arguments: [
    ("claude-haiku-4-5", "haiku", 4, 5), ("claude-haiku-4-5-20251001", "haiku", 4, 5),
    ("claude-fable-5", "fable", 5, 0), ("claude-mythos-5-2", "mythos", 5, 2),
    ("claude-3-5-haiku-20241022", "haiku", 3, 5),
  ])
  func `a name tells line and version`(name: String, line: String, major: Int, minor: Int) {
    let model = ClaudeModel(name)

    #expect(model?.line == line && model?.version == ClaudeModel.Version(major, minor))
  }

  @Test(arguments: ["claude-test", "glm-4.6", "claude", "gpt-4", ""])
  func `other names tell nothing`(name: String) {
    #expect(ClaudeModel(name) == nil)
  }

  @Test(arguments: [
    ("claude-haiku-4-5", 200_000), ("claude-sonnet-4-6", 1_000_000), ("claude-haiku-4-6", 200_000),
    ("claude-haiku-5-5", 1_000_000),
  ])
  func `the window grew with the versions`(name: String, tokens: Int) {
    #expect(ClaudeModel(name)?.contextWindow == tokens)
  }
}
