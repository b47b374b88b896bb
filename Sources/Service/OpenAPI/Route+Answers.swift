/// What the OpenAPI document says of each route.
extension Route {
  /// What the route is for, in a sentence.
  var summary: String {
    switch self {
    case .preview: "Drafts a spec and answers with the whole of it."
    case .previewStream: "Drafts a spec and streams the model's text on the way."
    case .me: "Tells who is logged in."
    case .devLogin: "Opens a session for any address, without proof, on a developer's machine."
    case .logout: "Ends the session, if there is one."
    case .magicLink: "Sends a link that logs in whoever can read the address's mail."
    case .callback: "Uses a link up, opens a session and leads to the page."
    case .health: "Tells that the process lives."
    case .ready: "Tells whether requests can be served now."
    case .metrics: "Tells what was counted since the start."
    case .openAPI: "This document."
    }
  }

  /// How a caller shows who they are; an empty way stands for nobody in particular.
  var security: [[String]] {
    switch self {
    case .preview, .previewStream, .me: [["session"]]
    case .metrics: [[], ["operator"]]
    case .devLogin, .logout, .magicLink, .callback, .health, .ready, .openAPI: []
    }
  }

  /// The schema of the body it takes, by name.
  var bodySchema: String? {
    switch self {
    case .preview, .previewStream: "PreviewRequest"
    case .devLogin: "Login"
    case .magicLink: "MagicLink"
    case .me, .logout, .callback, .health, .ready, .metrics, .openAPI: nil
    }
  }

  /// The parameters of its query, all required, with their patterns.
  var parameters: [(name: String, pattern: String)] {
    self == .callback
      ? [(MagicLink.parameter, "^[0-9a-f]{\(2 * ServiceLimits.linkSecretBytes)}$")] : []
  }

  /// All answers it may give; a status stands once, its own description before the common one.
  var answers: [RouteAnswer] {
    let own = ownAnswers
    return own
      + RouteAnswer.ofEveryRoute.filter { common in
        !own.contains { $0.status == common.status }
      }
  }

  private var ownAnswers: [RouteAnswer] {
    switch self {
    case .preview:
      [
        .json(200, "Preview", "The spec."),
        .error(422, "A field is wrong, or the model's draft is no usable spec."),
        .error(502, "The model could not be reached."),
        .error(504, "The draft took too long."),
      ] + Self.ofPreviews
    case .previewStream:
      [
        RouteAnswer(
          200,
          "Events of this schema: `text` with a delta, then one `spec` (a Preview) or `error` (an "
            + "Error); comments in silence.",
          [("text/event-stream", "StreamEvent")]),
        .error(409, "The plan's model does not stream: use the other route."),
        .error(422, "A field is wrong."),
      ] + Self.ofPreviews
    case .me: [.json(200, "Me", "The user."), .error(401, "Nobody is logged in.")]
    case .devLogin:
      [
        .json(200, "Me", "The user, with a cookie that opens the session."),
        .error(415, "The body says that it is not JSON."),
        .error(422, "A field is wrong."), .error(429, "The address's log-ins are used up."),
      ]
    case .logout: [.json(200, "Nothing", "The cookie is taken back.")]
    case .magicLink:
      [
        .json(202, "Sent", "A mail is on its way, whether or not anybody has an account."),
        .error(415, "The body says that it is not JSON."),
        .error(422, "A field is wrong."),
        .error(429, "The links of this client or of this address are used up."),
      ]
    case .callback:
      [
        RouteAnswer(303, "Logged in: a cookie that opens the session, and the way to the page."),
        .error(401, "The link is malformed, unknown, used or too old."),
      ]
    case .health: [.json(200, "Status", "The process lives.")]
    case .ready:
      [
        .json(200, "Status", "Requests can be served."),
        .json(503, "NotReady", "They cannot, for these reasons."),
      ]
    case .metrics:
      [
        RouteAnswer(
          200, "All families, in the form that `accept` asks for.",
          [
            (MetricsFormat.prometheus.contentType, "Text"),
            (MetricsFormat.openMetrics.contentType, "Text"),
          ]),
        .error(401, "Only this machine and holders of the token may read them."),
      ]
    case .openAPI: [.json(200, "Document", "The document.")]
    }
  }

  private static let ofPreviews: [RouteAnswer] = [
    .error(401, "Nobody is logged in."),
    .error(415, "The body says that it is not JSON."),
    .error(429, "The day's previews are used up."),
  ]
}
