/// List prices without discounts for caches and batches, as of 2026, of the presets that have one.
///
/// Anthropic's are those of its page "Models & pricing"; Zhipu's of docs.z.ai, "Pricing"; OpenAI's
/// of openai.com/api/pricing. A model whose price we did not find costs nothing until a scenario
/// says what it does.
extension TokenPrice {
  /// The price of a preset, or nil.
  static func preset(_ model: String) -> TokenPrice? {
    presets.first { $0.model == model }?.price
  }

  private static let presets: [(model: String, price: TokenPrice)] = [
    ("claude-haiku-4-5", TokenPrice(input: 1, output: 5)),
    ("claude-sonnet-4-6", TokenPrice(input: 3, output: 15)),
    ("claude-sonnet-4-5", TokenPrice(input: 3, output: 15)),
    ("claude-opus-4-7", TokenPrice(input: 5, output: 25)),
    ("claude-opus-4-1", TokenPrice(input: 15, output: 75)),
    ("claude-3-5-haiku", TokenPrice(input: 0.8, output: 4)),
    ("claude-sonnet-5", TokenPrice(input: 2, output: 10)),
    ("claude-opus-5", TokenPrice(input: 5, output: 25)),
    ("glm-4.6", TokenPrice(input: 0.6, output: 2.2)),
    ("glm-4.5v", TokenPrice(input: 0.6, output: 1.8)),
    ("gpt-5", TokenPrice(input: 1.25, output: 10)),
    ("gpt-5-mini", TokenPrice(input: 0.25, output: 2)),
    ("gpt-4.1", TokenPrice(input: 2, output: 8)),
    ("gpt-4.1-mini", TokenPrice(input: 0.4, output: 1.6)),
    ("gpt-4o", TokenPrice(input: 2.5, output: 10)),
    ("gpt-4o-mini", TokenPrice(input: 0.15, output: 0.6)),
  ]
}
