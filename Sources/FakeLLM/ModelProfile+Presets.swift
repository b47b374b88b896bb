import World

/// The models of the service's plans, the others whose speed has been published, and OpenAI's.
///
/// Medians of speed are rounded from published figures: AA is Artificial Analysis, VG the Vercel AI
/// Gateway. The spreads are our choice: three calls in four start within 1.2 times the median.
extension ModelProfile {
  /// All presets, those of the service's plans first.
  package static let presets =
    [glm46, claudeHaiku45, claudeSonnet46, claudeOpus47] + published + openAI

  /// The preset of a name, or nil.
  package static func preset(_ name: String) -> ModelProfile? {
    presets.first { $0.name == name }
  }

  /// Anthropic ranks Haiku fastest; 3.5 was published with 65-101 tok/s and 0.6-1.0 s.
  package static let claudeHaiku45 = claude("claude-haiku-4-5", start: 0.6, speed: 120)

  /// Sonnet 4.5 was published with 63 tok/s and 1.8 s, Sonnet 5 with 101 and 0.9: between them.
  package static let claudeSonnet46 = claude("claude-sonnet-4-6", start: 1.2, speed: 75)

  /// Opus 4.1 was published with 45 tok/s and 2.7 s; Opus 5 writes at about 40.
  package static let claudeOpus47 = claude("claude-opus-4-7", start: 2, speed: 45)

  /// GLM-5.3 was published with 74 tok/s and 3.0 s, GLM-4.5V with 72-74 and 1.0-1.3.
  package static let glm46 = model("glm-4.6", start: 1.5, speed: 70)

  private static let published = [
    claude("claude-3-5-haiku", start: 0.8, speed: 65),  // AA: 65-68 tok/s, 0.6-1.0 s.
    claude("claude-sonnet-4-5", start: 1.8, speed: 63),  // AA, by a third party's note.
    claude("claude-opus-4-1", start: 2.7, speed: 45),  // AA, by a third party's note.
    claude("claude-sonnet-5", start: 0.9, speed: 101),  // VG, the best provider's median.
    // VG has 103 tok/s for its fast mode, which is 2.5 times the standard; the start is Opus 4.1's.
    claude("claude-opus-5", start: 2.7, speed: 40),
    model("glm-5.3", start: 3, speed: 74),  // AA, at low effort.
    model("glm-5.1", start: 1.9, speed: 68),  // AA: 0.9-4.2 s, 29-158 tok/s; their middles.
    model("glm-5-turbo", start: 0.9, speed: 112),  // VG.
    model("glm-4.5v", start: 1.15, speed: 73),  // VG: 1.0-1.3 s, 72-74 tok/s.
  ]

  /// OpenAI's, for which we have no published figures: the large ones are as fast as Sonnet, the
  /// small ones as Haiku, and GPT-5 begins as late as Opus, since it thinks (our choice).
  private static let openAI = [
    model("gpt-5", start: 2, speed: 75), model("gpt-5-mini", start: 1.2, speed: 120),
    model("gpt-4.1", start: 1.2, speed: 75), model("gpt-4.1-mini", start: 0.6, speed: 120),
    model("gpt-4o", start: 1.2, speed: 75), model("gpt-4o-mini", start: 0.6, speed: 120),
  ]

  private static func claude(_ name: String, start: Double, speed: Double) -> ModelProfile {
    var model = model(name, start: start, speed: speed)
    // Recorded streams of Anthropic's have 0 to 16 spaces in each event.
    model.isPadded = true
    return model
  }

  private static func model(_ name: String, start: Double, speed: Double) -> ModelProfile {
    var model = ModelProfile(
      name: name, firstToken: .logNormal(median: start, sigma: 0.27),
      tokensPerSecond: .logNormal(median: speed, sigma: 0.1),
      // The history: a real spec has about 1500 to 2500 output tokens, ambitious ones over 4096.
      outputTokens: .logNormal(median: 2000, sigma: 0.35))
    // A short thought, for requests that ask for one (our choice).
    model.reasoningTokens = .logNormal(median: 150, sigma: 0.5)
    model.price = TokenPrice.preset(name)
    return model
  }
}
