import World

/// The models of the service's plans.
///
/// Medians of speed are rounded from published figures (Artificial Analysis, Vercel AI Gateway).
/// The spreads are our choice: three calls in four start within 1.2 times the median.
extension ModelProfile {
  /// All presets, in the order of the plans that use them.
  package static let presets = [glm46, claudeHaiku45, claudeSonnet46, claudeOpus47]

  /// The preset of a name, or nil.
  package static func preset(_ name: String) -> ModelProfile? {
    presets.first { $0.name == name }
  }

  /// Anthropic ranks Haiku fastest; 3.5 was published with 65-101 tok/s and 0.6-1.0 s.
  package static let claudeHaiku45 = ModelProfile(
    name: "claude-haiku-4-5", firstToken: start(0.6), tokensPerSecond: speed(120),
    outputTokens: specLength)

  /// Sonnet 4.5 was published with 63 tok/s and 1.8 s, Sonnet 5 with 101 and 0.9: between them.
  package static let claudeSonnet46 = ModelProfile(
    name: "claude-sonnet-4-6", firstToken: start(1.2), tokensPerSecond: speed(75),
    outputTokens: specLength)

  /// Opus 4.1 was published with 45 tok/s and 2.7 s; Opus 5 writes at about 40.
  package static let claudeOpus47 = ModelProfile(
    name: "claude-opus-4-7", firstToken: start(2), tokensPerSecond: speed(45),
    outputTokens: specLength)

  /// GLM-5.3 was published with 74 tok/s and 3.0 s, GLM-4.5V with 72-74 and 1.0-1.3.
  package static let glm46 = ModelProfile(
    name: "glm-4.6", firstToken: start(1.5), tokensPerSecond: speed(70),
    outputTokens: specLength)

  /// The history: a real spec has about 1500 to 2500 output tokens, ambitious ones over 4096.
  private static let specLength = Distribution.logNormal(median: 2000, sigma: 0.35)

  private static func start(_ median: Double) -> Distribution {
    .logNormal(median: median, sigma: 0.27)
  }

  private static func speed(_ median: Double) -> Distribution {
    .logNormal(median: median, sigma: 0.1)
  }
}
