import EdgeSim

extension ScenarioSchema {
  /// A name, names with `>` between them, an object, or an array of both.
  static let edgeKind = SchemaKind.either([
    .text, .section("proxy"), .list(.either([.text, .section("proxy")])),
  ])

  static let edge = [
    SchemaSection(
      name: "proxy", title: "edge", place: "edge: $",
      about: """
        The proxies before the service, from the outside in: a name, names with `>` between them, \
        an object that says what differs from a profile, or an array of both; three at most. \
        `"direct"` leaves them out. Profiles: \(names). nginx's defaults are its own.
        """,
      entries: times + sizes + manners,
      examples: [
        """
        {
          profile: "cloudflare-2026", plan: "enterprise", readTimeout: "600s", readJitter: "1s",
          connectTimeout: "19s", writeTimeout: "30s", requestTimeout: "60s", clientStall: "60s",
          originIdle: "900s", informationalResetsRead: true, buffers: true, slurp: "1MB",
          bodyLimit: "100MB", errorBody: "json", replacesOriginErrors: [502, 504],
          rateLimit: { requests: 100, per: "10s" }, holdsHead: true, asksAgain: true,
          clientAbort: "onNextWrite", tunnels: true, tunnelRestart: "closeFrame",
          tunnelIdle: { uniform: ["215s", "1788s"] },
        }
        """,
        """
        {
          profile: "nginx-1.22", buffers: true, heedsAccelBuffering: false,
          replacesForwardedFor: true, believesCloudflare: true, originVersion: "1.1",
          gzip: ["application/json"], addsFields: { "X-Frame-Options": "DENY" }, tunnels: true,
          tunnelIdle: "never",
        }
        """,
      ]),
    SchemaSection(
      name: "rateLimit", title: "edge.rateLimit",
      place: "edge: { profile: 'cloudflare-2026', rateLimit: $ }",
      about: """
        Requests of one client in each period; then 429 with code 1015 (nginx: 503). Each thread \
        of a served proxy counts for itself.
        """,
      entries: [
        .must("requests", .whole(fromOne), "How many may pass"),
        .must("per", .duration, "In which time"),
      ],
      examples: ["{ requests: 100, per: \"10s\" }"]),
  ]

  private static let names = EdgeProfile.names.map { "`\"\($0)\"`" }.joined(separator: ", ")

  private static let times: [SchemaKey] = [
    .must("profile", .words(EdgeProfile.names), "What it is like but for the keys below"),
    .may("plan", .words(of: EdgePlan.self), "none", "Cloudflare only: the limits of the plan"),
    .may(
      "readTimeout", .duration, "the profile's",
      "Longest time between two reads from the origin; then 524, or a cut in a body"),
    .may("readJitter", .duration, "\"1s\"", "By how much it is late at most, per exchange"),
    .may("connectTimeout", .duration, "\"19s\"", "Then 522"),
    .may(
      "writeTimeout", .duration, "\"30s\"",
      "Longest time for the origin to take the request; then 524"),
    .may(
      "requestTimeout", .duration, "\"60s\"",
      "Longest time for a request's head, and between two pieces of its body; then 408 (nginx: the "
        + "connection ends without an answer)"),
    .may(
      "clientStall", .duration, "\"60s\"",
      "Longest time a client with full buffers may take nothing; then a reset"),
    .may(
      "originIdle", .duration, "\"900s\"",
      "HTTP/1.1 only: how long an unused origin connection is kept"),
  ]

  private static let sizes: [SchemaKey] = [
    .may("bodyLimit", .bytes, "\"100MB\"", "The longest request body; then 413"),
    .may(
      "slurp", .bytes, "\"0B\"",
      "With `buffers`, up to 16 MB: how much of a collected answer is taken in for a slow client"),
    .may("rateLimit", .section("rateLimit"), "none", "How often one client may ask"),
    .may(
      "replacesOriginErrors", .list(.whole(400...599)), "`[502, 504]`",
      "The origin's statuses that get the edge's own page"),
    .may(
      "errorBody", .words(of: EdgeErrorBody.self), "\"negotiated\"",
      "Cloudflare only: the edge's own errors as `Accept` wants, or always of one kind"),
  ]

  private static let manners: [SchemaKey] = [
    .may("holdsHead", .flag, "true", "The head waits for the first byte of the body"),
    .may(
      "asksAgain", .flag, "true",
      "HTTP/1.1 only: a request that met a kept connection as it ended is sent once more"),
    .may(
      "clientAbort", .words(of: ClientAbort.self), "\"immediate\"",
      "What the origin notices when the client leaves: a reset at once, one when the next byte is "
        + "to be passed on, or nothing"),
    .may(
      "informationalResetsRead", .flag, "false",
      "Whether an interim answer (1xx) of the origin counts as a read for `readTimeout`"),
    .may("buffers", .flag, "false", "Answers are collected, and go on when they may be the end"),
    .may(
      "heedsAccelBuffering", .flag, "true",
      "nginx only: `X-Accel-Buffering: no` of the origin ends the buffering"),
    .may(
      "replacesForwardedFor", .flag, "false",
      "nginx only: `X-Forwarded-For` names the visitor alone"),
    .may(
      "believesCloudflare", .flag, "false",
      "nginx only: behind Cloudflare the visitor is who `CF-Connecting-IP` names (real_ip), not "
        + "Cloudflare's own address"),
    .may(
      "originVersion", .words(["1.0", "1.1"]), "\"1.1\"", "nginx only: how the origin is asked"),
    .may(
      "gzip", .either([.flag, .list(.text)]), "false",
      "Answers of these media types, or of the usual ones, are compressed for clients that ask"),
    .may(
      "addsFields", .map(.text), "none", "nginx only: fields added to answers that are no errors"),
    .may(
      "tunnels", .flag, "true",
      "HTTP/1.1 only: whether a WebSocket is passed on"),
    .may(
      "tunnelRestart", .words(of: EdgeTunnels.Restart.self), "\"end\"",
      "Cloudflare only: how WebSockets end when it stops, as 1006 or with a frame of code 1001"),
    .may(
      "tunnelIdle", .either([.durations, .words(["never"])]), "\"100s\"",
      "With `tunnels`: how long a WebSocket may be silent both ways, drawn for each"),
  ]
}
