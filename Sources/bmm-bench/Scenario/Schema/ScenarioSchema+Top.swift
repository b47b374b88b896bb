extension ScenarioSchema {
  static let top = [
    SchemaSection(
      name: "scenario", title: "The document", place: "",
      about:
        "A file holds one object. What would be ignored elsewhere is an error, with its place.",
      entries: [
        .may("$schema", .text, "none", "Where editors find the schema; ignored by the program"),
        .may(
          "extends", .text, "none",
          "A file that this one is built on, by its path from here: objects are joined key by key, "
            + "null takes a key away, all else replaces"),
        .must("name", .text, "1 to 40 letters, digits, `-`, `_`; the folder of its results"),
        .must("about", .text, "What it shows, in a sentence; a column of the table"),
        .may("seed", .whole(anyCount), "1", "The root of all chance; `--seed` goes before it"),
        .may(
          "date", .text, "\"2026-05-01T00:00:00Z\"",
          "Calendar time at the start, in UTC, 1970 to 2199; simulation only"),
        .may("limit", .duration, "\"2h\"", "From \"1s\"; then the run is broken off"),
        .may("service", .section("service"), "today's service", "The service"),
        .may("llm", .section("llm"), "the preset models", "The fake provider"),
        .may("edge", edgeKind, "\"cloudflare-2026\"", "The proxies before the service"),
        .may("links", .section("links"), "see there", "How bytes travel between two neighbours"),
        .may("faults", .list(.section("restart")), "none", "Who dies when"),
        .may("chaos", .section("chaos"), "no chaos", "How unkind the simulated machine is"),
        .must("users", .list(.section("group")), "1 to 100 groups of people who behave alike"),
        .may(
          "objectives", .section("objectives"), "none", "What a request must reach to be goodput"),
        .may(
          "expect", .list(.either([.text, .section("check")])), "none",
          "What must hold of the figures; see the guide for the language of checks"),
        .may(
          "violates", .section("violates"), "none",
          "Invariants that the scenario breaks on purpose, each with the reason; the run fails if "
            + "one of them is *not* broken"),
        .may(
          "catches", .list(.words(bugs)), "none",
          "Bugs that make it fail once they are put back; `bmm-bench mutants` shows that they do"),
        .may("live", .section("live"), "`{ timeScale: 1 }`", "How it runs with `--world live`"),
      ],
      examples: [
        """
        {
          $schema: "scenario.schema.json",
          name: "first",
          about: "Three users ask for a preview each",
          seed: 7,
          date: "2026-05-01T23:59:30Z",
          limit: "1h",
          service: {}, llm: {}, edge: "cloudflare-2026", links: {}, chaos: {},
          faults: [{ restart: "edge", at: "30s" }],
          users: [
            { name: "u", plan: "team", arrivals: { closed: 3 }, steps: [{ previewStream: {} }] },
          ],
          objectives: { ttft: "2s" },
          expect: ["rate(outcome=spec) > 95%"],
          violates: {},
          catches: ["keep-alive-off"],
          live: { timeScale: 0.1 },
        }
        """
      ]),
    SchemaSection(
      name: "objectives", title: "objectives", place: "objectives: $",
      about: """
        What a request must reach to count as goodput, beside ending as `spec`: at least one of \
        these. A group's own go before the scenario's, key by key.
        """,
      entries: [
        .may("ttft", .duration, "any time", "From the planned start to the first text"),
        .may("tpot", .duration, "any time", "Time per token behind the first"),
        .may("e2e", .duration, "any time", "From the planned start to the end"),
      ],
      examples: ["{ ttft: \"2s\", tpot: \"20ms\", e2e: \"60s\" }"]),
    SchemaSection(
      name: "check", title: "expect: a check that may end the run", place: "expect: [$]",
      about: """
        A check is a text; as an object it can end a run as soon as it fails. It is then looked at \
        each scenario second, of the requests that have ended by then.
        """,
      entries: [
        .must("check", .text, "The check"),
        .may("abortOnFail", .flag, "false", "Whether it ends the run, which has then failed"),
        .may("grace", .duration, "\"0s\"", "From when in the run it is looked at"),
      ],
      examples: [
        "{ check: \"rate(outcome=spec) > 90% over 60s\", abortOnFail: true, grace: \"30s\" }"
      ]),
    SchemaSection(
      name: "violates", title: "violates", place: "violates: $",
      about: "The names of invariants, each with the reason why it is broken here.",
      entries: InvariantName.allCases.map {
        .may($0.rawValue, .text, "not broken", "Why this invariant is broken")
      },
      examples: [
        "{ "
          + InvariantName.allCases.map { "\"\($0.rawValue)\": \"why\"" }.joined(separator: ", ")
          + " }"
      ]),
    SchemaSection(
      name: "live", title: "live", place: "live: $",
      about: "How the scenario runs on real sockets.",
      entries: [
        .may(
          "timeScale", .number(0.001...1), "1",
          "Real seconds per scenario second; `--time-scale` goes before it"),
        .may("skip", .text, "it runs", "Why it is not run on real sockets; it is then skipped"),
      ], exactlyOne: ["timeScale", "skip"],
      examples: ["{ timeScale: 0.05 }", "{ skip: \"chaos is simulated only\" }"]),
  ]

  /// What a quantity can be that varies.
  static let values = [
    SchemaSection(
      name: "distribution", title: "Distributions",
      place: "users: [{ name: 'u', plan: 'team', arrivals: { closed: 1 }, steps: [{ wait: $ }] }]",
      about: """
        What varies is a plain value (constant) or an object with exactly one of these keys. Where \
        durations vary, every parameter but `sigma` is a duration; else all are numbers in the \
        key's range. A draw below zero counts as zero.
        """,
      entries: [
        .may("uniform", .list(.anything), "", "Evenly between two bounds, the lower first"),
        .may("normal", .section("normal"), "", "Bell-shaped"),
        .may("logNormal", .section("logNormal"), "", "With a heavy tail"),
        .may("exponential", .anything, "", "Memoryless; the value is the mean"),
        .may("empirical", .list(.anything), "", "One of 1 to 100,000 measured values"),
      ], exactlyOne: ["uniform", "normal", "logNormal", "exponential", "empirical"],
      examples: [
        "{ uniform: [\"0.1s\", \"40s\"] }", "{ normal: { mean: \"80s\", deviation: \"10s\" } }",
        "{ logNormal: { median: \"1.2s\", sigma: 0.27 } }", "{ exponential: \"60s\" }",
        "{ empirical: [\"1s\", \"1s\", \"9s\"] }",
      ]),
    SchemaSection(
      name: "normal", title: "normal",
      place: "users: [{ name: 'u', plan: 'team', arrivals: { closed: 1 }, "
        + "steps: [{ wait: { normal: $ } }] }]",
      about: "A bell-shaped distribution.",
      entries: [
        .must("mean", .anything, "The mean"),
        .must("deviation", .anything, "The standard deviation"),
      ],
      examples: ["{ mean: \"80s\", deviation: \"10s\" }"]),
    SchemaSection(
      name: "logNormal", title: "logNormal",
      place: "users: [{ name: 'u', plan: 'team', arrivals: { closed: 1 }, "
        + "steps: [{ wait: { logNormal: $ } }] }]",
      about: "A distribution whose logarithm is bell-shaped.",
      entries: [
        .must("median", .anything, "Half of the draws are below it"),
        .must("sigma", .number(0...3), "The deviation of the logarithm"),
      ],
      examples: ["{ median: \"1.2s\", sigma: 0.27 }"]),
  ]
}
