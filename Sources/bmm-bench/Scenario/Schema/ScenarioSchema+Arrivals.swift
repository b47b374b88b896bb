extension ScenarioSchema {
  static let arrivals = [
    SchemaSection(
      name: "arrivals", title: "users[].arrivals",
      place: "users: [{ name: 'u', plan: 'team', steps: [{ wait: '1s' }], arrivals: $ }]",
      about: """
        When users come: a closed loop, in which they wait for their answers, or an open one, in \
        which they come whatever the answers take. `constant`, `poisson` and `gamma` need exactly \
        one of `for` and `count`; `ramp`, `step` and `spike` need `for`; a `trace` neither.
        """,
      entries: closedKeys + shapeKeys + openKeys,
      exactlyOne: ["closed", "stages"] + ArrivalShapeDecoder.names,
      examples: [
        "{ closed: 10, rounds: 2, think: \"10s\" }",
        "{ closed: 50, rampUp: \"30s\", for: \"10m\", pace: \"2/m\" }",
        "{ closed: 20, for: \"5m\", warmUp: \"30s\", think: \"2s\" }",
        "{ constant: \"5/s\", for: \"1m\" }", "{ poisson: \"2/s\", count: 40 }",
        "{ gamma: \"5/s\", burstiness: 0.25, for: \"2m\" }",
        "{ ramp: [\"0/s\", \"5/s\"], for: \"30s\", maxInFlight: 500, allowDropped: \"1%\" }",
        "{ step: [\"1/s\", \"5/s\", \"0/s\"], for: \"3m\", burstiness: 1 }",
        """
        { spike: { base: "1/s", peak: "20/s", at: "30s", for: "10s" }, for: "2m" }
        """,
        "{ trace: \"../traces/busy-minute.jsonl\", unit: \"ms\", speed: 2 }",
        """
        { stages: [
          { name: "warm-up", for: "30s", ramp: ["0/s", "5/s"], measured: false },
          { name: "steady", for: "2m", poisson: "5/s" },
        ] }
        """,
      ]),
    SchemaSection(
      name: "stage", title: "users[].arrivals.stages[]",
      place: "users: [{ name: 'u', plan: 'team', steps: [{ wait: '1s' }], "
        + "arrivals: { stages: [$] } }]",
      about: """
        A part of an open loop; they follow each other. One without a process is a pause. Requests \
        carry the stage of their arrival, and checks filter by it: `stage=steady`.
        """,
      entries: [
        .must("name", .text, "1 to 40 letters, digits, `-`, `_`; no other stage has it"),
        .must("for", .duration, "How long it is; from \"1ms\""),
        .may(
          "measured", .flag, "true",
          "Whether its requests count for figures, for \"sees\", and for checks that do not name "
            + "it; invariants look at all"),
      ] + shapeKeys,
      examples: [
        "{ name: \"warm-up\", for: \"30s\", constant: \"1/s\", measured: false }",
        "{ name: \"steady\", for: \"2m\", poisson: \"5/s\" }",
        "{ name: \"bursts\", for: \"2m\", gamma: \"5/s\", burstiness: 0.25 }",
        "{ name: \"up\", for: \"30s\", ramp: [\"5/s\", \"20/s\"] }",
        "{ name: \"rush\", for: \"20s\", step: [\"10/s\", \"20/s\"] }",
        """
        { name: "peak", for: "1m",
          spike: { base: "1/s", peak: "20/s", at: "30s", for: "10s" } }
        """,
        """
        { name: "replay", for: "1m",
          trace: "../traces/busy-minute.jsonl", unit: "ms", speed: 2 }
        """,
      ]),
    SchemaSection(
      name: "spike", title: "users[].arrivals.spike",
      place: "users: [{ name: 'u', plan: 'team', steps: [{ wait: '1s' }], "
        + "arrivals: { for: '10m', spike: $ } }]",
      about: "A rate with a rectangle of another in it, which ends within the outer `for`.",
      entries: [
        .must("base", .rate, "Before and behind it; \"0/s\" is allowed"),
        .must("peak", .rate, "In it"),
        .must("at", .duration, "When it begins"),
        .must("for", .duration, "How long it is; from \"1ms\""),
      ],
      examples: ["{ base: \"1/s\", peak: \"20/s\", at: \"30s\", for: \"10s\" }"]),
  ]

  private static let closedKeys: [SchemaKey] = [
    .may("closed", .whole(1...100_000), "", "Closed loop: so many users"),
    .may("rampUp", .duration, "\"0s\"", "With `closed`: the time in which all have come"),
    .may(
      "warmUp", .duration, "none",
      "With `closed` and `for`: rounds planned before this carry the stage `warm-up` and count for "
        + "no figure; from \"1ms\""),
    .may("rounds", .whole(1...1_000_000), "1", "With `closed`: times through the steps"),
    .may("think", .durations, "\"0s\"", "With `closed`: the pause between two rounds"),
    .may(
      "pace", .rate, "",
      "With `closed`, instead of `think`: each user plans so many rounds, and latency counts "
        + "from the plan"),
  ]

  private static let shapeKeys: [SchemaKey] = [
    .may("constant", .rate, "", "Open loop: equal distances, the first at once"),
    .may("poisson", .rate, "", "Open loop: random distances of that mean"),
    .may("gamma", .rate, "", "Open loop: random distances of that mean and a burstiness"),
    .may(
      "burstiness", .number(ArrivalShapeDecoder.burstiness), "even with `ramp`, `step`, `spike`",
      "The shape of random distances: 1 is Poisson, less comes in bursts"),
    .may("ramp", .list(.rate), "", "Open loop: from one rate to another"),
    .may("step", .list(.rate), "", "Open loop: one rate after the other, for equal times"),
    .may("spike", .section("spike"), "", "Open loop: a rate, for a while another one"),
    .may(
      "trace", .text, "",
      "Open loop: starts from a file of JSON lines or .csv beside the scenario"),
    .may(
      "unit", .words(of: ArrivalShapeDecoder.Unit.self), "\"s\"", "With `trace`: that of its times"
    ),
    .may("speed", .number(ArrivalShapeDecoder.speeds), "1", "With `trace`: so much faster"),
  ]

  private static let openKeys: [SchemaKey] = [
    .may("stages", .list(.section("stage")), "", "Open loop: parts that follow each other"),
    .may("for", .duration, "", "Planned starts lie before this, rounds begin before it"),
    .may("count", .whole(counts), "", "With an open loop: so many starts"),
    .may(
      "maxInFlight", .whole(counts), "none",
      "With an open loop: users of the group at a time; who comes then is dropped"),
    .may(
      "allowDropped", .either([.whole(anyCount), .share]), "0",
      "With an open loop: dropped arrivals that do not fail the run, a number or a share"),
  ]
}
