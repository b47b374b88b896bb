/// What the service can be asked for: the one table behind answers, refusals, metrics and OpenAPI.
enum Route: Sendable, CaseIterable {
  case preview
  case previewStream
  case me
  case devLogin
  case logout
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
    case .health: "health"
    case .ready: "ready"
    case .metrics: "metrics"
    case .openAPI: "openapi"
    }
  }

  /// The method that does what the route is for.
  var method: String {
    switch self {
    case .preview, .previewStream, .devLogin, .logout: "POST"
    case .me, .health, .ready, .metrics, .openAPI: "GET"
    }
  }

  /// All methods it knows; HEAD wherever GET, and OPTIONS everywhere.
  var methods: [String] {
    method == "GET" ? ["GET", "HEAD", "OPTIONS"] : [method, "OPTIONS"]
  }

  /// Every method that any route knows.
  static let allMethods = ["GET", "HEAD", "POST", "OPTIONS"]

  /// Whether it reads a body.
  var takesBody: Bool { self == .preview || self == .previewStream || self == .devLogin }

  /// Whether it is there at all: what is a shortcut for developers must be nothing elsewhere.
  func exists(in environment: ServiceEnvironment) -> Bool {
    self != .devLogin || environment == .development
  }
}
