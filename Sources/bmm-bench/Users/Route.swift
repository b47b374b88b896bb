/// A route of the service, as users ask for it: one with a name of its own, or any other.
enum Route: String, CaseIterable, Sendable {
  case sync
  case stream
  /// The wish for a log-in link.
  case magicLink
  /// A log-in link.
  case callback
  case other

  /// The path of the route; the root for those whose paths stand in the scenario.
  var path: String {
    switch self {
    case .sync: "/v1/servers/preview"
    case .stream: "/v1/servers/preview/stream"
    case .magicLink: "/v1/auth/magic-link"
    case .callback: "/v1/auth/magic-link/callback"
    case .other: "/"
    }
  }

  /// Whether it answers with a draft.
  var isPreview: Bool { self == .sync || self == .stream }

  /// Whether the user follows a link there: no page has a script that could read the answer.
  var isNavigation: Bool { self == .callback }

  /// How a request ends that did what it was to do.
  var success: Outcome {
    switch self {
    case .sync, .stream: .spec
    case .magicLink: .linkSent
    case .callback: .loggedIn
    case .other: .ok
    }
  }
}
