import FakeLLM

extension ScenarioSchema {
  static let models = [
    SchemaSection(
      name: "llm", title: "llm", place: "llm: $",
      about: "The fake provider: how its models write, and rules for single calls.",
      entries: [
        .may(
          "models", .map(.section("model")), "the presets",
          "Models by name; a name of the presets changes that model"),
        .may(
          "rules", .list(.section("rule")), "none",
          "The first rule that matches a call decides what the provider does"),
        .may("limits", .section("limits"), "none", "What each key may use"),
      ],
      examples: [
        """
        {
          models: { "claude-sonnet-4-6": { tokensPerSecond: 80 } },
          rules: [{ when: { share: "3%" }, then: { failure: { status: 529 } } }],
          limits: { requestsPerMinute: 50 },
        }
        """
      ]),
    SchemaSection(
      name: "model", title: "llm.models.NAME", place: "llm: { models: { 'glm-4.6': $ } }",
      about: """
        How a model writes. A model that the presets do not have needs `firstToken`, \
        `tokensPerSecond` and `outputTokens`.
        """,
      entries: [
        .may(
          "firstToken", .durations, "the preset's",
          "From the complete request, or its turn, to the first token"),
        .may(
          "tokensPerSecond", .numbers(0.001...1_000_000), "the preset's",
          "Drawn once per call, at least 0.1"),
        .may(
          "outputTokens", .numbers(1...1_000_000), "the preset's",
          "Length of an answer that nothing cuts"),
        .may(
          "perPromptToken", .duration, "\"0s\"", "What each token of the prompt adds to the first"),
        .may("jitter", .durations, "none", "By how much each token of a stream is off"),
        .may(
          "reasoningTokens", .numbers(0...1_000_000), "the preset's",
          "Thinking, for requests that ask for it"),
        .may("padding", .flag, "the preset's", "0 to 16 spaces in each event, as Anthropic has"),
        .may("price", .section("price"), "the vendor's", "What a million of its tokens cost"),
        .may("concurrent", .whole(counts), "no limit", "Calls that are written at once"),
        .may("fullSpeed", .whole(counts), "no limit", "Calls that do not share the speed"),
        .may("tokensPerDelta", .whole(1...1000), "3", "Tokens in one event of a stream"),
        .may("refusalShare", .share, "0", "Calls that the model declines"),
      ],
      examples: [
        """
        {
          firstToken: { logNormal: { median: "1.2s", sigma: 0.27 } }, tokensPerSecond: 80,
          outputTokens: { uniform: [1000, 3000] }, perPromptToken: "0.5ms",
          jitter: { exponential: "2ms" }, reasoningTokens: 150, padding: true,
          price: { input: 3, output: 15 }, concurrent: 64, fullSpeed: 16, tokensPerDelta: 3, refusalShare: "1%",
        }
        """
      ]),
    SchemaSection(
      name: "price", title: "llm.models.NAME.price",
      place: "llm: { models: { 'glm-4.6': { price: $ } } }",
      about: "What a million tokens cost, in US dollars.",
      entries: [
        .must("input", .number(0...100_000), "Tokens of prompts"),
        .must("output", .number(0...100_000), "Generated tokens"),
      ],
      examples: ["{ input: 3, output: 15 }"]),
    SchemaSection(
      name: "limits", title: "llm.limits", place: "llm: { limits: $ }",
      about: "What each key may use; what is left out has no limit.",
      entries: [
        .may("requestsPerMinute", .whole(1...1_000_000_000), "no limit", "Valid calls"),
        .may("inputTokensPerMinute", .whole(1...1_000_000_000), "no limit", "Tokens of prompts"),
        .may(
          "outputTokensPerMinute", .whole(1...1_000_000_000), "no limit",
          "Generated tokens, as they are generated"),
        .may(
          "spendCap", .whole(1...1_000_000_000), "no limit",
          "Tokens in and out in the whole run; then 429 for ever"),
        .may("overloadShare", .share, "0", "Calls that find the provider overloaded"),
      ],
      examples: [
        """
        {
          requestsPerMinute: 50, inputTokensPerMinute: 30000, outputTokensPerMinute: 8000,
          spendCap: 1000000, overloadShare: "2%",
        }
        """
      ]),
  ]
}
