import FakeLLM

extension ScenarioSchema {
  static let rules = [
    SchemaSection(
      name: "rule", title: "llm.rules[]", place: "llm: { rules: [$] }",
      about: "What the provider does with some calls; each rule counts on its own.",
      entries: [
        .may("when", .section("when"), "every call", "For which calls"),
        .must(
          "then", .either([.words(of: ContentDecoder.Word.self), .section("then")]),
          "What the provider does"),
      ],
      examples: [
        "{ when: { promptContains: \"research\" }, then: { answer: { tokens: 6000 } } }",
        "{ then: \"refusal\" }",
      ]),
    SchemaSection(
      name: "when", title: "llm.rules[].when",
      place: "llm: { rules: [{ when: $, then: 'prose' }] }",
      about: "All that is said must hold together.",
      entries: [
        .may("model", .text, "any", "Calls of this model"),
        .may(
          "promptContains", .text, "any",
          "Calls whose last user message contains it, upper and lower case told apart"),
        .may("header", .section("header"), "any", "Calls with a header field"),
        .may("account", .text, "any", "Calls with this API key"),
        .may(
          "nthCall", .whole(fromOne), "all", "Only the n-th of the calls that meet all of the above"
        ),
        .may("share", .share, "all", "This share of the calls that meet all else, by the seed"),
      ],
      examples: [
        """
        {
          model: "glm-4.6", promptContains: "research", header: { name: "x-test" },
          account: "sk-fake-scenario", nthCall: 3, share: 0.5,
        }
        """
      ]),
    SchemaSection(
      name: "header", title: "llm.rules[].when.header",
      place: "llm: { rules: [{ when: { header: $ }, then: 'prose' }] }",
      about: "A field of the request to the provider.",
      entries: [
        .must("name", .text, "The name of the field"),
        .may("contains", .text, "any value", "A text that its value contains"),
      ],
      examples: ["{ name: \"x-test\", contains: \"slow\" }"]),
    SchemaSection(
      name: "then", title: "llm.rules[].then", place: "llm: { rules: [{ then: $ }] }",
      about: """
        Keys combine, but an answer has one content (`answer`, `content`, `brokenSpec`, \
        `injectedCode`, `text`) and one ending (`…After`). What is left out is the model's. Tokens \
        count the whole answer, thinking and tool calls included; -1 is at once, before the head.
        """,
      entries: contents + paces + endings,
      examples: thenExamples),
    SchemaSection(
      name: "answer", title: "llm.rules[].then.answer",
      place: "llm: { rules: [{ then: { answer: $ } }] }",
      about: "A spec of a certain size, raised to the tokens that its tools need at least.",
      entries: [
        .may("tokens", .numbers(1...1_000_000), "the model's", "The length of the answer"),
        .may("tools", .whole(1...6), "drawn", "How many tools it has"),
        .may(
          "toolBytes", .whole(1...FakeLLMLimits.scriptTokens), "drawn",
          "The bytes of each tool's JSON, which then decide the length"),
      ],
      examples: ["{ tokens: 6000, tools: 3 }", "{ toolBytes: 4000 }"]),
    SchemaSection(
      name: "brokenSpec", title: "llm.rules[].then.brokenSpec",
      place: "llm: { rules: [{ then: { brokenSpec: $ } }] }",
      about: "A spec with one wrong field; those of a tool are the first tool's.",
      entries: [
        .must("field", .words(of: SpecFlaw.Field.self), "The field"),
        .may("is", .words(of: SpecFlaw.Kind.self), "\"missing\"", "What is wrong with it"),
      ],
      examples: ["{ field: \"tools.0.name\", is: \"empty\" }"]),
    SchemaSection(
      name: "tool", title: "llm.rules[].then.tool",
      place: "llm: { rules: [{ then: { tool: $ } }] }",
      about: "A call of a tool behind the text, or alone.",
      entries: [
        .must("name", .text, "The tool"),
        .may("input", .text, "\"{}\"", "The text of a JSON object"),
      ],
      examples: ["{ name: \"weather\", input: '{\"city\":\"Bern\"}' }"]),
  ]

  private static let contents: [SchemaKey] = [
    .may("answer", .section("answer"), "the model's", "A spec of a certain size"),
    .may("content", .words(of: ContentDecoder.Word.self), "a spec", "What stands in its place"),
    .may("text", .text, "a spec", "Exactly this text"),
    .may("brokenSpec", .section("brokenSpec"), "whole", "A spec with one wrong field"),
    .may("injectedCode", .text, "none", "A spec with that code in front of its first tool's"),
    .may(
      "outputTokens", .whole(0...FakeLLMLimits.scriptTokens), "the model's",
      "The text is repeated or cut to this length of the whole answer"),
    .may(
      "reasoningTokens", .whole(0...FakeLLMLimits.scriptTokens), "the model's",
      "Thinking before the text"),
    .may("tool", .section("tool"), "none", "A call of a tool behind the text"),
    .may("stop", .text, "as it ends", "The stop reason: one of Anthropic's seven, or any other"),
    .may(
      "cassette", .text, "none",
      "A recorded answer, by its path from this file; no key but `speed` goes with it"),
    .may("speed", .number(FakeLLMLimits.cassetteSpeed), "1", "How fast the cassette is played"),
  ]

  private static let paces: [SchemaKey] = [
    .may("firstToken", .duration, "the model's", "Time to the first token"),
    .may("tokensPerSecond", .number(0.1...1_000_000), "the model's", "The speed"),
    .may(
      "deltaScalars", .whole(1...FakeLLMLimits.scriptTokens), "by tokens",
      "Unicode scalars in one event"),
    .may(
      "writeBytes", .whole(1...FakeLLMLimits.scriptTokens), "by events",
      "Bytes of one chunk, wherever that cuts"),
    .may("faults", .list(.section("streamFault")), "none", "What goes wrong in a stream"),
    .may(
      "omit", .list(.words(["usage", "finish", "terminator", "finalBlankLine"])), "nothing",
      "What the end of a stream lacks"),
  ]

  private static let thenExamples = [
    "{ answer: { tokens: 6000 }, firstToken: \"3s\", tokensPerSecond: 20 }",
    "{ content: \"prose\", outputTokens: 300 }",
    "{ text: \"Hello\", deltaScalars: 2, writeBytes: 7, stop: \"end_turn\", omit: [\"usage\"] }",
    "{ brokenSpec: { field: \"name\" } }", "{ injectedCode: \"eval('1')\" }",
    "{ reasoningTokens: 200, tool: { name: \"weather\" } }",
    "{ failure: { status: 529, retryAfter: \"7s\" } }",
    "{ resetAfter: 100 }", "{ cutAfter: 100 }", "{ endAfter: 100 }", "{ garbageAfter: -1 }",
    "{ errorEventAfter: { tokens: 100, type: \"overloaded_error\" } }",
    "{ stallAfter: { tokens: 100, pingEvery: \"5s\" } }",
    "{ faults: [{ is: \"garbage\", after: 10 }] }",
    "{ cassette: \"../cassettes/weather-desk.jsonl\", speed: 2 }",
  ]
}
