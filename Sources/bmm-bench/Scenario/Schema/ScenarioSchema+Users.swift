import Service
import World

extension ScenarioSchema {
  private static func group(_ members: String) -> String {
    "users: [{ name: 'u', plan: 'team', arrivals: { closed: 1 }, steps: [{ wait: '1s' }], "
      + members + " }]"
  }

  static let machine = [
    SchemaSection(
      name: "chaos", title: "chaos", place: "chaos: $",
      about: "How unkind the simulated machine is. Simulation only.",
      entries: [
        .may(
          "schedule", .words(of: SchedulePolicy.self), "\"random\"", "Which ready task runs next"),
        .may("stalls", .section("stalls"), "none", "Resumptions that have to wait"),
        .may(
          "swarm", .either([.flag, .list(.words(of: SwarmFault.self))]), "false",
          "The seed draws how unkind the machine is, in all or in some ways; not together with the "
            + "keys above"),
      ],
      examples: [
        "{ schedule: \"lifo\", stalls: { share: \"2%\", delay: \"10ms\" } }", "{ swarm: true }",
        "{ swarm: [\"stalls\", \"lateSegments\"] }",
      ]),
    SchemaSection(
      name: "stalls", title: "chaos.stalls", place: "chaos: { stalls: $ }",
      about: "As on a slow core; a waiting one may be hit again.",
      entries: [
        .must("share", .share, "Of all resumptions, up to 90 %"),
        .must("delay", .durations, "For how long"),
      ],
      examples: ["{ share: \"2%\", delay: { uniform: [\"0s\", \"0.05s\"] } }"]),
  ]

  static let users = [
    SchemaSection(
      name: "group", title: "users[]", place: "users: [$]",
      about: "People who behave alike.",
      entries: [
        .must("name", .text, "1 to 40 letters, digits, `-`, `_`; no other group may have it"),
        .must(
          "plan", .either([.words(of: Plan.self), .section("plans")]),
          "Their plan, or several with weights, drawn for each account from the seed"),
        .must("arrivals", .section("arrivals"), "When they come"),
        .may(
          "accounts", .whole(1...100_000), "`closed`, else 100",
          "Accounts, used in turn, each with its own address"),
        .must("steps", .list(.section("step")), "1 to 100 steps, done in order"),
        .may(
          "client", .either([.words(of: BrowserAPI.self), .section("client")]), "\"fetch\"",
          "What their page is made of"),
        .may("think", .durations, "none", "The pause between two steps"),
        .may(
          "objectives", .section("objectives"), "the scenario's",
          "What a request must reach to be goodput"),
        .may(
          "network", .section("network"), "that of `links`", "Their own way to the outermost role"),
      ],
      examples: [
        """
        {
          name: "mixed", plan: { hobby: 70, team: 30 }, arrivals: { poisson: "2/s", count: 40 },
          accounts: 50, client: "fetch", think: { exponential: "2s" }, network: { latency: "80ms" },
          objectives: { e2e: "60s" },
          steps: [{ analyze: {} }, { wait: "3s" }],
        }
        """
      ]),
    SchemaSection(
      name: "plans", title: "users[].plan",
      place: "users: [{ name: 'u', plan: $, "
        + "arrivals: { closed: 1 }, steps: [{ wait: '1s' }] }]",
      about: "How often each plan occurs: numbers from 0.001 to 1,000,000 whose shares count.",
      entries: Plan.allCases.map {
        .may($0.rawValue, .number(BenchLimits.weights), "0", "The weight of \($0.rawValue)")
      },
      examples: ["{ hobby: 70, pro: 20, team: 9.5, enterprise: 0.5 }"]),
    SchemaSection(
      name: "network", title: "users[].network", place: group("network: $"),
      about: """
        The group's own way to the outermost role, in both worlds. What is said of latency or \
        bandwidth goes before `links`; faults of `links` come on top.
        """,
      entries: [
        .may("latency", .durations, "that of `links`", "One way, drawn per piece"),
        .may("bytesPerSecond", .bytes, "no limit", "Reading speed: so many bytes a second"),
        .may("faults", .list(.section("fault")), "none", "What goes wrong on it, as on a link"),
      ],
      examples: [
        "{ latency: \"80ms\", bytesPerSecond: \"50kB\", faults: [{ cut: { event: 3 } }] }"
      ]),
    SchemaSection(
      name: "client", title: "users[].client", place: group("client: $"),
      about: "How the page of these users asks, and how it reads.",
      entries: clientKeys,
      examples: [
        """
        {
          api: "eventSource", browser: "safari", sameOrigin: true, acceptsGzip: true,
          endsAt: "terminalEvent", parser: "lenient", comments: "dispatched", minimumBytes: "1KiB",
          forwardedFor: "203.0.113.7", timeout: "95s", idleTimeout: "30s", idleClock: "bytes",
        }
        """
      ]),
  ]

  private static let clientKeys: [SchemaKey] = [
    .may(
      "api", .words(of: BrowserAPI.self), "\"fetch\"",
      "`eventSource` asks by GET, comes again where the standard says so, and closes at the "
        + "terminal event"),
    .may("browser", .words(of: Browser.self), "\"chrome\"", "In whose words errors are told"),
    .may("sameOrigin", .flag, "false", "Page and service share an origin: CORS plays no part"),
    .may("acceptsGzip", .flag, "false", "It asks for compressed answers, as every browser does"),
    .may(
      "forwardedFor", .text, "none",
      "What its requests say in `x-forwarded-for`, to be taken for somebody else"),
    .may(
      "endsAt", .words(of: ClientModel.EndsAt.self), "\"body\"",
      "A stream is over where its body ends, or at its terminal event"),
    .may(
      "parser", .words(of: ClientModel.Parser.self), "\"strict\"",
      "Whether an event that the end leaves without its blank line is dropped or taken"),
    .may(
      "comments", .words(of: ClientModel.Comments.self), "\"ignored\"",
      "`dispatched`: a comment becomes an event without data, as in some older clients"),
    .may(
      "minimumBytes", .bytes, "none",
      "1 B to 64 KiB that have to be there before the script gets any (Safari: about 1 KiB)"),
    .may("timeout", .duration, "none", "The script gives up: outcome `client_timeout`"),
    .may("idleTimeout", .duration, "none", "It gives up after so long without a sign of life"),
    .may(
      "idleClock", .words(of: ClientModel.IdleClock.self), "\"events\"",
      "What is a sign of life: an event that was read, or any of the body's bytes"),
  ]
}
