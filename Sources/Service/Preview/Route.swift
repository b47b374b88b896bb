/// What the service can be asked for.
enum Route: Sendable {
  case preview
  case previewStream
  case me
  case health

  /// The route at a path, or nil when there is none.
  init?(path: String, streaming: Bool) {
    switch path {
    case "/v1/servers/preview": self = .preview
    case "/v1/servers/preview/stream" where streaming: self = .previewStream
    case "/v1/auth/me": self = .me
    case "/healthz": self = .health
    default: return nil
    }
  }

  /// The name in the log.
  var name: String {
    switch self {
    case .preview: "preview"
    case .previewStream: "preview_stream"
    case .me: "me"
    case .health: "health"
    }
  }

  /// The methods it knows; HEAD wherever GET, and OPTIONS everywhere.
  var methods: [String] {
    switch self {
    case .preview, .previewStream: ["POST", "OPTIONS"]
    case .me, .health: ["GET", "HEAD", "OPTIONS"]
    }
  }
}
