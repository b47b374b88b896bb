import Testing

@testable import FakeLLM

@Suite struct ModelCatalogTests {
  private static let names = ModelProfile.presets.map(\.name) + ["mine"]
  private let strict = ModelCatalog(names: names)
  private let open = ModelCatalog(names: names, hasRelatives: true)

  @Test(arguments: [
    ("gpt-4o", "gpt-4o"), ("gpt-4o-2024-08-06", "gpt-4o"),  // OpenAI's dates.
    ("claude-sonnet-4-5-20250929", "claude-sonnet-4-5"),  // Anthropic's.
    ("claude-3-5-haiku-latest", "claude-3-5-haiku"), ("mine-latest", "mine"),
  ])
  func `a date or latest behind a known name does not matter`(asked: String, name: String) {
    #expect(strict.name(for: asked) == name && open.name(for: asked) == name)
    #expect(strict.profileName(for: name) == name)
  }

  @Test(arguments: [
    // The name asked for, and the model by which it writes.
    ("gpt-6-mini", "gpt-5"), ("gpt-4o-audio-preview", "gpt-4o"), ("gpt-4.1-nano", "gpt-4.1"),
    ("ft:gpt-4o:acme", "gpt-5"), ("chatgpt-4o-latest", "gpt-5"), ("o3-mini", "gpt-5"),
    ("claude-opus-9", "claude-opus-4-7"), ("claude-sonnet-6-20270101", "claude-sonnet-4-6"),
    ("glm-5.9", "glm-5.3"),
  ])
  func `another version of a known model answers under its own name, where it may`(
    asked: String, profile: String
  ) {
    #expect(open.name(for: asked) == asked && open.profileName(for: asked) == profile)
    #expect(strict.name(for: asked) == nil && strict.profileName(for: asked) == nil)
  }

  @Test(arguments: [
    "gpt-unheard-of",  // No version.
    "claude", "claude-", "llama-4", "mine-2", "gpt", "", "-", "-latest", "xgpt-4o",
    "gpt-4o-2024-08",  // No whole date; without relatives it is nothing.
  ])
  func `all other names are unknown`(asked: String) {
    #expect(strict.name(for: asked) == nil)
    if asked != "gpt-4o-2024-08" { #expect(open.name(for: asked) == nil) }
  }

  @Test func `a provider without models of a family has no relatives of it`() {
    #expect(ModelCatalog(names: ["mine"], hasRelatives: true).name(for: "gpt-5") == nil)
  }
}
