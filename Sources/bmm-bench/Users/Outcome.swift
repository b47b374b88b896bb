/// How a request ended, as its user saw it; the name is the outcome.
struct Outcome: Hashable, Sendable {
  /// The name, as reports and checks write it.
  let name: String

  /// An outcome of that name.
  init(_ name: String) {
    self.name = name
  }

  /// The user got a spec.
  static let spec = Outcome("spec")
  /// The service did what was asked, on a route that gives no spec.
  static let ok = Outcome("ok")
  /// The stream ended well, but without saying how: the terminal event was lost.
  static let noTerminalEvent = Outcome("no_terminal_event")
  /// The connection broke before the answer was whole.
  static let connectionLost = Outcome("connection_lost")
  /// No connection could be made.
  static let connectFailed = Outcome("connect_failed")
  /// The user left before the end, as the scenario wanted.
  static let left = Outcome("left")
  /// The page's script gave up: its own time-out.
  static let clientTimeout = Outcome("client_timeout")
  /// The answer was whole, but not what the route promises.
  static let malformed = Outcome("malformed_answer")
  /// The run ended first.
  static let unfinished = Outcome("unfinished")

  /// The names that checks may use: a misspelt one is an error, not a count of zero.
  static let names: [String] =
    [
      spec, ok, noTerminalEvent, connectionLost, connectFailed, left, clientTimeout, malformed,
      unfinished,
    ].map(\.name)
    + serviceCodes + (400...599).map { edge($0).name } + (400...599).map { status($0).name }

  /// The error codes of the service's answers.
  private static let serviceCodes = [
    "spec_too_large", "spec_invalid", "spec_refused", "preview_timeout", "provider_overloaded",
    providerError.name, "unauthenticated", "streaming_unavailable", "invalid_request", "not_found",
    "method_not_allowed", "bad_request", "request_timeout", "body_too_large", "uri_too_long",
    "headers_too_large", "server_busy", "internal_error", "service_stopping", "storage_unavailable",
    rateLimited.name,
  ]

  /// The user's share of the day is used up.
  static let rateLimited = Outcome("rate_limited")
  /// The provider could not be reached, or failed.
  static let providerError = Outcome("provider_error")

  /// How requests end that never had a place of a day's share.
  static let withoutPlace: [Outcome] = [
    rateLimited, connectFailed, Outcome("unauthenticated"),
    Outcome("streaming_unavailable"), Outcome("invalid_request"), Outcome("service_stopping"),
  ]

  /// Whether the user's side ended the request.
  var isByUser: Bool { self == .left || self == .clientTimeout }

  /// An error page of the edge, such as `edge_524`.
  static func edge(_ status: Int) -> Outcome { Outcome("edge_\(status)") }

  /// A status without an error code of the service.
  static func status(_ status: Int) -> Outcome { Outcome("http_\(status)") }
}
