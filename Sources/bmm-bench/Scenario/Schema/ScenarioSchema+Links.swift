import EdgeSim

extension ScenarioSchema {
  private static let fault = "links: { 'users-edge': { faults: [$] } }"

  static let links = [
    SchemaSection(
      name: "links", title: "links",
      place: "links: $",
      about: """
        How bytes travel between two neighbours, in either direction, and what goes wrong there. \
        Further proxies are `hop-2` and `hop-3`, inwards; a link that is not there, since the \
        scenario has other proxies, is refused.
        """,
      entries: LinksDecoder.names.map { name in
        .may(
          name, .section("link"),
          name.hasPrefix("users") ? "15 ms, 6.25 MB a second" : "0.25 ms, no limit",
          "Between \(name.replacing("-", with: " ")) (in this order, from the outside in)")
      },
      examples: (0...3).map { hops in
        let links = Scenario.links(behind: hops).map { "\"\($0.name)\": { latency: \"1ms\" }" }
        return "{ \(links.joined(separator: ", ")) }"
      }),
    SchemaSection(
      name: "link", title: "links.LINK", place: "links: { 'users-edge': $ }",
      about: """
        A link whose latency is named is replaced as a whole: without `bytesPerSecond` it has no \
        limit. Both have no effect live; faults do.
        """,
      entries: [
        .may(
          "latency", .durations, "the link's", "One way, drawn per piece; none overtakes another"),
        .may("bytesPerSecond", .bytes, "no limit", "From \"1B\"; needs a latency"),
        .may("faults", .list(.section("fault")), "none", "What goes wrong"),
      ],
      examples: [
        "{ latency: \"80ms\", bytesPerSecond: \"200kB\", faults: [{ cut: { event: 3 } }] }"
      ]),
    SchemaSection(
      name: "fault", title: "links.LINK.faults[]", place: fault,
      about: """
        What goes wrong, exactly one of the first twelve keys; then whom it meets and when. Beside \
        `down` only `from` and `for` may stand.
        """,
      entries: toxics + meetings,
      exactlyOne: toxics.map(\.name),
      examples: [
        "{ latency: \"80ms\", direction: \"both\", share: \"10%\" }",
        "{ bandwidth: \"20kB\", nthConnection: 1, from: \"10s\", for: \"5s\" }",
        "{ slicer: { size: \"100B\" } }", "{ slowClose: \"1s\" }", "{ timeout: \"5s\" }",
        "{ resetPeer: \"5s\" }", "{ cut: { event: [\"spec\", \"error\"] } }",
        "{ reset: { byte: 100 } }", "{ stall: { body: 0 } }", "{ drop: { event: 3 } }",
        "{ corrupt: { character: 50 } }", "{ down: \"refused\", from: \"30s\", for: \"2s\" }",
      ]),
    SchemaSection(
      name: "slicer", title: "links.LINK.faults[].slicer",
      place: fault.replacing("$", with: "{ slicer: $ }"),
      about: "Bytes go on in small pieces.",
      entries: [
        .must("size", .bytes, "Up to 64 KiB: about the size of a piece"),
        .may("variation", .bytes, "\"0B\"", "Up to so many bytes more or fewer"),
        .may("delay", .duration, "\"0s\"", "How long after the one before"),
      ],
      examples: ["{ size: \"100B\", variation: \"20B\", delay: \"1ms\" }"]),
    SchemaSection(
      name: "position", title: "links.LINK.faults[].cut, reset, stall, drop and corrupt",
      place: fault.replacing("$", with: "{ cut: $ }"),
      about: """
        Where in what is sent it happens: exactly one of these keys. All but `byte` are looked for \
        in each answer of the connection, until one has it.
        """,
      entries: [
        .may("byte", .whole(anyCount), "", "Behind so many bytes of the connection"),
        .may("body", .whole(anyCount), "", "Behind so many bytes of a body, without its framing"),
        .may(
          "event", .either([.whole(fromOne), .text, .list(.text)]), "",
          "Directly behind that event of a stream, by number, name or one of several names"),
        .may(
          "character", .whole(anyCount), "",
          "Inside the first character of several bytes at or behind that byte of a body"),
      ], exactlyOne: ["byte", "body", "event", "character"],
      examples: ["{ byte: 1532 }", "{ body: 0 }", "{ event: \"spec\" }", "{ character: 50 }"]),
    SchemaSection(
      name: "restart", title: "faults[]", place: "faults: [$]",
      about: """
        A death: all exchanges are reset, and the role begins anew. With `drain` it is told to \
        stop first, as at a deploy: it takes nothing new, lets what runs end, and tells the rest.
        """,
      entries: [
        .must(
          "restart", .text, "A proxy, `\"service\"`, `\"llm\"`, or a link"),
        .must("at", .duration, "When it dies, or is told to stop"),
        .may("down", .duration, "\"1s\"", "How long nobody is there"),
        .may(
          "drain", .duration, "it is killed",
          "How long a role has to end what runs; a service tells the others half a second before"),
      ],
      examples: [
        "{ restart: \"edge\", at: \"30s\", down: \"2s\" }",
        "{ restart: \"service\", at: \"30s\", drain: \"10s\", down: \"2s\" }",
      ]),
  ]

  private static let toxics: [SchemaKey] = [
    .may("latency", .durations, "", "Each piece comes later, the end of the connection too"),
    .may("bandwidth", .bytes, "", "So many a second: a slow reader; who sends has to wait"),
    .may("slicer", .section("slicer"), "", "Bytes go on in small pieces"),
    .may("slowClose", .duration, "", "The end of the connection comes later"),
    .may("timeout", .duration, "", "Nothing arrives; then the connection ends"),
    .may("resetPeer", .duration, "", "Nothing arrives; then the connection is reset"),
    .may("cut", .section("position"), "", "The connection ends there for both sides (FIN)"),
    .may("reset", .section("position"), "", "It is reset there for both sides (RST)"),
    .may("stall", .section("position"), "", "Nothing passes from there on"),
    .may("drop", .section("position"), "", "All from there on is lost, and nobody is told"),
    .may("corrupt", .section("position"), "", "The next byte arrives with its bits turned round"),
    .may("down", .words(of: LinkOutage.Kind.self), "", "Nobody can connect"),
  ]

  private static let meetings: [SchemaKey] = [
    .may(
      "direction", .words(LinkDirection.allCases.map(\.rawValue) + ["both"]), "\"down\"",
      "Towards the users, or away from them"),
    .may("share", .share, "1", "Of the connections, drawn from the seed"),
    .may("nthConnection", .whole(1...1_000_000), "all", "The only connection it meets"),
    .may("from", .duration, "\"0s\"", "From when in the run, also on open connections"),
    .may("for", .duration, "to the end", "For how long"),
  ]
}
