extension ScenarioSchema {
  private static func step(_ step: String) -> String {
    "users: [{ name: 'u', plan: 'team', arrivals: { closed: 1 }, steps: [\(step)] }]"
  }

  static let steps = [
    SchemaSection(
      name: "step", title: "users[].steps[]", place: step("$"),
      about: "One thing a user does: an object with exactly one key.",
      entries: stepKeys, exactlyOne: stepKeys.map(\.name),
      examples: [
        "{ preview: {} }", "{ previewStream: { leaveAfter: { exponential: \"60s\" } } }",
        "{ analyze: {} }", "{ request: { path: \"/healthz\" } }", "{ wait: \"3s\" }",
        "{ repeat: { times: 3, steps: [{ analyze: {} }] } }",
        "{ oneOf: [{ weight: 3, steps: [{ analyze: {} }] }, { weight: 1, steps: [{ preview: {} }] }] }",
      ]),
    SchemaSection(
      name: "preview", title: "users[].steps[].preview",
      place: step("{ preview: $ }"),
      about: """
        How a user asks for a draft on the sync route; on the stream route also the keys of \
        `previewStream`. Equal prompts are answered from the cache, and share a call while it runs.
        """,
      entries: previewKeys,
      examples: [
        """
        {
          prompt: "A server that tells the time, number {n}", leaveAfter: "30s", leaveShare: "20%",
          doubleClick: { share: "5%", after: "0.3s" }, reload: { share: "5%", after: "20s" },
          sees: { outcome: ["spec", "left"] },
        }
        """
      ]),
    SchemaSection(
      name: "previewStream", title: "users[].steps[].previewStream and analyze",
      place: step("{ previewStream: $ }"),
      about: "How a user asks for a draft on the stream route.",
      entries: previewKeys.dropLast() + [
        .may(
          "leaveAt", .either([.words(["firstToken"]), .section("leavePoint")]), "stays",
          "At which point of the stream the user leaves; what comes along with it is read too"),
        .may("sees", .section("streamSight"), "anything", "What the user has to see at the end"),
      ],
      examples: [
        "{ prompt: \"A server that tells the time, number {n}\", leaveAt: \"firstToken\" }",
        """
        {
          leaveAt: { event: 3 }, leaveAfter: "30s", leaveShare: 0.2,
          doubleClick: { after: "0.3s" }, reload: { after: "20s" }, sees: { terminalEvents: 1 },
        }
        """,
      ]),
    SchemaSection(
      name: "leavePoint", title: "users[].steps[].previewStream.leaveAt",
      place: step("{ previewStream: { leaveAt: $ } }"),
      about: "A point of a stream.",
      entries: [.must("event", .whole(1...1_000_000), "When so many events have come")],
      examples: ["{ event: 3 }"]),
    SchemaSection(
      name: "secondTry", title: "users[].steps[].preview.doubleClick and reload",
      place: step("{ preview: { reload: $ } }"),
      about: "How often and when users ask for the same a second time.",
      entries: [
        .may("share", .share, "1", "Of the requests, drawn from the seed"),
        .must("after", .durations, "How long after the first"),
      ],
      examples: ["{ share: \"5%\", after: { uniform: [\"0.2s\", \"0.6s\"] } }"]),
    SchemaSection(
      name: "request", title: "users[].steps[].request",
      place: step("{ request: $ }"),
      about: """
        A request of any route of the service, with the user's cookie. Below status 400 its \
        outcome is `ok`, else the service's code; on the two preview routes it counts as a preview.
        """,
      entries: [
        .must("path", .text, "Begins with /; with its query"),
        .may(
          "method", .words(of: RequestStepDecoder.Method.self), "GET, POST with a body",
          "The method"),
        .may(
          "body", .anything, "none", "A text as it is; anything else is sent as JSON"),
        .may(
          "headers", .map(.text), "the page's", "Fields beside the usual ones or in their place"),
        .may("sees", .section("sight"), "anything", "What the user has to see at the end"),
      ],
      examples: [
        """
        {
          method: "POST", path: "/v1/auth/logout", body: { all: true },
          headers: { "x-test": "1" }, sees: { outcome: "ok" },
        }
        """
      ]),
    SchemaSection(
      name: "repeat", title: "users[].steps[].repeat", place: step("{ repeat: $ }"),
      about: "The same steps again and again.",
      entries: [
        .must("times", .whole(counts), "How often"),
        .must("steps", .list(.section("step")), "1 to 100 steps"),
      ],
      examples: ["{ times: 3, steps: [{ analyze: {} }, { wait: \"5s\" }] }"]),
    SchemaSection(
      name: "choice", title: "users[].steps[].oneOf[]", place: step("{ oneOf: [$] }"),
      about: "One of 1 to 100 choices, drawn by the weights from the seed.",
      entries: [
        .must("weight", .number(BenchLimits.weights), "How often, among the others"),
        .must("steps", .list(.section("step")), "1 to 100 steps"),
      ],
      examples: ["{ weight: 3, steps: [{ analyze: {} }] }"]),
  ]

  private static let stepKeys: [SchemaKey] = [
    .may("preview", .section("preview"), "", "Asks for a draft on the sync route"),
    .may("previewStream", .section("previewStream"), "", "Asks for a draft on the stream route"),
    .may(
      "analyze", .section("previewStream"), "",
      "Asks on the stream route; after 409 `streaming_unavailable` on the sync route"),
    .may("request", .section("request"), "", "Asks for anything else"),
    .may("wait", .durations, "", "Does nothing"),
    .may("repeat", .section("repeat"), "", "Does steps several times"),
    .may("oneOf", .list(.section("choice")), "", "Does the steps of one of several choices"),
  ]

  private static let previewKeys: [SchemaKey] = [
    .may(
      "prompt", .text, "a weather server, number `{n}`",
      "10 to 8000 characters; `{n}` becomes the number of the request in the run"),
    .may("leaveAfter", .durations, "stays", "When the user leaves, from the start of the request"),
    .may("leaveShare", .share, "1", "The share of requests that are left so"),
    .may(
      "doubleClick", .section("secondTry"), "none",
      "Sends the same request again while the first runs, and waits for both"),
    .may("reload", .section("secondTry"), "none", "Leaves, and asks the same again"),
    .may("sees", .section("sight"), "anything", "What the user has to see at the end"),
  ]

  private static let sightKeys: [SchemaKey] = [
    .may(
      "outcome", .either([.words(Outcome.names), .list(.words(Outcome.names))]), "any",
      "The outcome, or those that are right"),
    .may("status", .whole(100...599), "any", "The status of the answer"),
    .may("says", .text, "anything", "A text that the error message contains"),
    .may("readable", .flag, "any", "Whether the page's script may read the answer (CORS)"),
    .may("within", .duration, "any time", "How long it takes at most, from the planned start"),
  ]

  static let sights = [
    SchemaSection(
      name: "sight", title: "users[].steps[].preview.sees and request.sees",
      place: step("{ preview: { sees: $ } }"),
      about: """
        What a user has to see at the end of a step; all must hold. Each is a check of the run \
        that names the first users who did not see it, by the ids of their requests.
        """,
      entries: sightKeys,
      examples: [
        "{ outcome: [\"spec\", \"rate_limited\"], readable: true, within: \"95s\" }",
        "{ status: 422, says: \"split the prompt\" }",
      ]),
    SchemaSection(
      name: "streamSight", title: "users[].steps[].previewStream.sees",
      place: step("{ previewStream: { sees: $ } }"),
      about: "The same, and what can be seen of a stream.",
      entries: sightKeys + [
        .may("terminalEvents", .whole(0...1_000_000), "any", "How many events end the stream"),
        .may("text", .text, "anything", "A text that the joined text of the stream contains"),
        .may(
          "firstTokenWithin", .duration, "any time",
          "How long the first text takes at most, from the planned start"),
      ],
      examples: [
        """
        {
          outcome: "spec", status: 200, readable: true, terminalEvents: 1, text: "tools",
          firstTokenWithin: "20s", within: "95s", says: "",
        }
        """
      ]),
  ]
}
