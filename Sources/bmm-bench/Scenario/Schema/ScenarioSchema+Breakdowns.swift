import FakeLLM

extension ScenarioSchema {
  private static let afterTokens = SchemaKind.whole(
    Breakdown.beforeHead...FakeLLMLimits.scriptTokens)

  static let endings: [SchemaKey] = [
    .may("failure", .section("failure"), "none", "An error at once"),
    .may(
      "resetAfter", afterTokens, "never", "A TCP reset; a whole answer is reset before its head"),
    .may("cutAfter", afterTokens, "never", "The connection ends inside the body"),
    .may("endAfter", afterTokens, "never", "The body ends, the message does not"),
    .may("garbageAfter", afterTokens, "never", "Bytes that are no event, then the body ends"),
    .may("errorEventAfter", .section("errorEvent"), "never", "An error event, then the end"),
    .may("stallAfter", .section("stall"), "never", "Silence until the client goes"),
  ]

  static let breakdowns = [
    SchemaSection(
      name: "failure", title: "llm.rules[].then.failure",
      place: "llm: { rules: [{ then: { failure: $ } }] }",
      about: "An error that is the whole answer.",
      entries: [
        .must("status", .whole(400...599), "The status"),
        .may("type", .text, "by the status", "The type of the error"),
        .may("code", .text, "by the status", "The vendor's code"),
        .may("retryAfter", .duration, "none", "The field `retry-after`"),
        .may("shouldRetry", .flag, "none", "The field `x-should-retry`"),
      ],
      examples: [
        """
        {
          status: 429, type: "rate_limit_error", code: "1302", retryAfter: "7s",
          shouldRetry: true,
        }
        """
      ]),
    SchemaSection(
      name: "errorEvent", title: "llm.rules[].then.errorEventAfter",
      place: "llm: { rules: [{ then: { errorEventAfter: $ } }] }",
      about: "An error event; before the head, and in a whole answer, the error's status.",
      entries: [
        .must("tokens", afterTokens, "Behind so many tokens"),
        .must("type", .text, "The type of the error"),
      ],
      examples: ["{ tokens: 100, type: \"overloaded_error\" }"]),
    SchemaSection(
      name: "stall", title: "llm.rules[].then.stallAfter",
      place: "llm: { rules: [{ then: { stallAfter: $ } }] }",
      about: "Nothing more comes, until the client goes.",
      entries: [
        .must("tokens", afterTokens, "Behind so many tokens"),
        .may("pingEvery", .duration, "no pings", "How often a ping comes meanwhile"),
      ],
      examples: ["{ tokens: 100, pingEvery: \"5s\" }"]),
    SchemaSection(
      name: "streamFault", title: "llm.rules[].then.faults[]",
      place: "llm: { rules: [{ then: { faults: [$] } }] }",
      about: "What goes wrong in a stream that then goes on.",
      entries: [
        .must("is", .words(of: StreamFault.self), "What goes wrong"),
        .must("after", .whole(0...FakeLLMLimits.scriptTokens), "Behind so many tokens"),
      ],
      examples: ["{ is: \"duplicateDelta\", after: 10 }"]),
  ]
}
