/// What the service can be asked for: the one table behind answers, refusals, metrics and OpenAPI.
enum Route: Sendable, CaseIterable {
  case preview
  case previewStream
  case me
  case devLogin
  case logout
  case magicLink
  case callback
  case health
  case ready
  case metrics
  case openAPI

  /// The route at a path, or nil when there is none.
  init?(path: String, streaming: Bool) {
    let plain = RoutePath.decoded(path)
    guard let route = Self.allCases.first(where: { $0.path == plain }) else { return nil }
    if route == .previewStream, !streaming { return nil }
    self = route
  }

  /// The only path it has: a slash at the end makes another one.
  var path: String {
    switch self {
    case .preview: "/v1/servers/preview"
    case .previewStream: "/v1/servers/preview/stream"
    case .me: "/v1/auth/me"
    case .devLogin: "/v1/dev/login"
    case .logout: "/v1/auth/logout"
    case .magicLink: "/v1/auth/magic-link"
    case .callback: "/v1/auth/magic-link/callback"
    case .health: "/healthz"
    case .ready: "/readyz"
    case .metrics: "/metrics"
    case .openAPI: "/openapi.json"
    }
  }

  /// The name in logs and metrics, and the operation's in the OpenAPI document.
  var name: String {
    switch self {
    case .preview: "preview"
    case .previewStream: "preview_stream"
    case .me: "me"
    case .devLogin: "dev_login"
    case .logout: "logout"
    case .magicLink: "magic_link"
    case .callback: "magic_link_callback"
    case .health: "health"
    case .ready: "ready"
    case .metrics: "metrics"
    case .openAPI: "openapi"
    }
  }

  /// The method that does what the route is for.
  var method: String {
    switch self {
    case .preview, .previewStream, .devLogin, .logout, .magicLink: "POST"
    case .me, .callback, .health, .ready, .metrics, .openAPI: "GET"
    }
  }

  /// All methods it knows; HEAD wherever a GET changes nothing, and OPTIONS everywhere.
  ///
  /// Whoever only looks at a link's head, as scanners of mails do, must not use it up.
  var methods: [String] {
    method == "GET" && self != .callback ? ["GET", "HEAD", "OPTIONS"] : [method, "OPTIONS"]
  }

  /// Every method that any route knows.
  static let allMethods = ["GET", "HEAD", "POST", "OPTIONS"]

  /// Whether it reads a body.
  var takesBody: Bool {
    switch self {
    case .preview, .previewStream, .devLogin, .magicLink: true
    case .me, .logout, .callback, .health, .ready, .metrics, .openAPI: false
    }
  }

  /// Whether it is there at all: what is a shortcut for developers must be nothing elsewhere.
  func exists(in environment: ServiceEnvironment) -> Bool {
    self != .devLogin || environment == .development
  }
}
