import Wire

/// Anthropic's errors: a type for each status, as its documentation lists them.
enum AnthropicErrors {
  /// The error that goes with a status.
  static func failure(status: Int) -> ProviderError {
    if let row = table.row(status: status) { return row.error }
    let kind = status < 500 ? "invalid_request_error" : "api_error"
    return ProviderError(status: status, kind: kind, message: "Request failed")
  }

  /// The error of a type or of a finer code, with the status it has outside of a stream.
  static func failure(kind: String) -> ProviderError {
    table.error(kind: kind, message: "Request failed")
  }

  /// A request that breaks a rule of the API.
  static func invalid(_ message: String) -> ProviderError {
    ProviderError(status: 400, kind: "invalid_request_error", message: message)
  }

  /// A key that is missing or not accepted.
  static func unauthenticated(_ message: String) -> ProviderError {
    ProviderError(status: 401, kind: "authentication_error", message: message)
  }

  /// A model that is not offered.
  static func unknownModel(_ name: String) -> ProviderError {
    ProviderError(status: 404, kind: "not_found_error", message: "model: \(name)")
  }

  // MARK: On the wire

  /// The body of an error that is a whole answer.
  static func body(_ error: ProviderError, _ identity: CallIdentity) -> JSONValue {
    body(error, identity, hasDetails: error.code != nil)
  }

  /// The data of an error inside a stream, which has its details even when there are none.
  static func event(_ error: ProviderError, _ identity: CallIdentity) -> JSONValue {
    body(error, identity, hasDetails: true)
  }

  private static func body(
    _ error: ProviderError, _ identity: CallIdentity, hasDetails: Bool
  ) -> JSONValue {
    let details: JSONValue = error.code.map { ["error_code": .string($0)] } ?? .null
    let empty: JSONValue = [:]
    let description = empty.adding("details", details, unless: !hasDetails)
      .adding("type", .string(error.kind)).adding("message", .string(error.message))
    return [
      "type": "error", "error": description, "request_id": .string(identity.requestID),
    ]
  }

  /// The codes are those by which the newest client tells errors of one type apart.
  static let table = ErrorTable(rows: [
    .init(400, "invalid_request_error", "Invalid request"),
    .init(401, "authentication_error", "invalid x-api-key"),
    .init(402, "billing_error", "Your credit balance is too low"),
    .init(403, "permission_error", "Your API key may not use this resource"),
    .init(404, "not_found_error", "Not found"),
    .init(405, "invalid_request_error", "Method Not Allowed"),
    .init(409, "conflict_error", "The resource is in conflict with the request"),
    .init(413, "request_too_large", "Request exceeds the maximum size"),
    .init(429, "rate_limit_error", "This request would exceed your organization's rate limit"),
    .init(
      429, "rate_limit_error", code: "enforced_spend_limit_reached",
      "This request would exceed your organization's spend limit"),
    .init(
      429, "rate_limit_error", code: "ramp_limit_exceeded",
      "Your usage grows faster than is allowed"),
    .init(500, "api_error", "Internal server error"),
    .init(504, "timeout_error", "Request timed out"),
    .init(529, "overloaded_error", "Overloaded"),
  ])
}
