import Service

extension ScenarioSchema {
  private static let switchable = SchemaKind.either([.duration, .words(["off"])])

  static let service = [
    SchemaSection(
      name: "service", title: "service", place: "service: $",
      about: "The service: an era, and what differs from it.",
      entries: [
        .may("era", .words(of: Era.self), "\"streaming-awaited\"", "The service as it was"),
        .may("tiers", .section("tiers"), "the era's", "What each plan gets"),
        .may("streaming", .flag, "the era's", "Whether the stream route exists; without it 404"),
        .may("keepAlive", switchable, "\"15s\"", "Silence on a stream before a comment"),
        .may(
          "cache", switchable, "the era's",
          "How long a spec is kept for an equal prompt; with it off no call is shared either"),
        .may(
          "trustedProxies",
          .either([.words(["none"]), .whole(1...BenchLimits.proxyHopsMax), .list(.text)]),
          "as many as stand there",
          "Who may say on whose behalf they ask: hops, or networks; simulated roles count as "
            + "127.0.0.1"),
        .may(
          "statementCost", .durations, "log-normal, 0.4 ms, 0.5",
          "One database statement; simulation only"),
        .may(
          "knownBugs", .list(.words(bugs)), "the era's",
          "Bugs to add, of the service, its tiers, the page and the nginx before it"),
        .may("withoutBugs", .list(.words(bugs)), "none", "Bugs to take away, after `knownBugs`"),
      ],
      examples: [
        """
        {
          era: "8192-95s", tiers: { team: { retries: 1 } }, streaming: true, keepAlive: "10s",
          cache: "off", trustedProxies: 1, statementCost: "1ms",
          knownBugs: ["keep-alive-off"], withoutBugs: ["success-not-logged"],
        }
        """,
        "{ trustedProxies: [\"10.0.0.0/8\"] }",
      ]),
    SchemaSection(
      name: "tiers", title: "service.tiers", place: "service: { tiers: $ }",
      about: "What each plan gets: `all` is read first, then each plan's own.",
      entries: [.may("all", .section("tier"), "the era's", "All plans")]
        + Plan.allCases.map {
          .may($0.rawValue, .section("tier"), "the era's", "The plan \($0.rawValue)")
        },
      examples: [
        """
        {
          all: { retries: 1 }, hobby: { maxTokens: 2048 }, pro: {},
          team: { syncTimeout: "60s" }, enterprise: {},
        }
        """
      ]),
    SchemaSection(
      name: "tier", title: "service.tiers.PLAN", place: "service: { tiers: { team: $ } }",
      about: "What is left out stays as it is in the era.",
      entries: [
        .may(
          "provider", .words(of: Provider.self), "the era's",
          "With `zhipu` the service does not stream: 409 on the stream route"),
        .may("model", .text, "the era's", "A preset model or one of `llm.models`"),
        .may("maxTokens", .whole(1...1_000_000), "the era's", "Output tokens of an answer"),
        .may("retries", .whole(0...10), "the era's", "More attempts"),
        .may(
          "timeoutScope", .words(of: Tier.TimeoutScope.self), "the era's",
          "Whether the limit is for all attempts, or for each of them"),
        .may("syncTimeout", switchable, "the era's", "Time for a whole answer"),
        .may("streamTimeout", switchable, "the era's", "Time for a streamed answer"),
        .may(
          "previewsPerDay", .either([.whole(0...BenchLimits.requestsMax), .words(["off"])]),
          "the era's", "Drafts of a user on a day in UTC; cached ones are free"),
      ],
      examples: [
        """
        {
          provider: "anthropic", model: "claude-haiku-4-5", maxTokens: 8192, retries: 1,
          timeoutScope: "attempt", syncTimeout: "60s", streamTimeout: "off", previewsPerDay: 150,
        }
        """
      ]),
  ]

  /// The names of all known bugs, whatever part they are in.
  static let bugs = KnownBugs.all.map(\.name)
}
