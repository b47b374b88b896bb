/// OpenAI's errors: a type, and for most a finer code.
enum OpenAIErrors {
  /// The error that goes with a status.
  static func failure(status: Int) -> ProviderError {
    if let row = table.row(status: status) { return row.error }
    let kind = status < 500 ? "invalid_request_error" : "server_error"
    return ProviderError(status: status, kind: kind, message: "The request failed.")
  }

  /// The error of a code or a type, with the status it has outside of a stream.
  static func failure(kind: String) -> ProviderError {
    table.error(kind: kind, message: "The request failed.")
  }

  /// A request that breaks a rule of the API.
  static func invalid(
    _ message: String, _ parameter: String? = nil, code: String? = nil
  ) -> ProviderError {
    ProviderError(
      status: 400, kind: "invalid_request_error", message: message, code: code,
      parameter: parameter)
  }

  /// A model that is not offered.
  static func unknownModel(_ name: String) -> ProviderError {
    ProviderError(
      status: 404, kind: "invalid_request_error",
      message: "The model `\(name)` does not exist or you do not have access to it.",
      code: "model_not_found")
  }

  static let table = ErrorTable(rows: [
    .init(400, "invalid_request_error", "Invalid request."),
    .init(
      400, "invalid_request_error", code: "context_length_exceeded",
      "The messages are longer than the model's context."),
    .init(
      401, "invalid_request_error", code: "invalid_api_key", "Incorrect API key provided."),
    .init(
      403, "invalid_request_error", code: "permission_denied",
      "You are not allowed to use this resource."),
    .init(404, "invalid_request_error", code: "model_not_found", "The model does not exist."),
    .init(409, "invalid_request_error", code: "conflict", "The resource is in conflict."),
    .init(413, "invalid_request_error", code: "request_too_large", "The request is too large."),
    .init(422, "invalid_request_error", "The request cannot be processed."),
    .init(429, "requests", code: "rate_limit_exceeded", "Rate limit reached for requests."),
    .init(429, "tokens", code: "rate_limit_exceeded", "Rate limit reached for tokens."),
    .init(
      429, "insufficient_quota", code: "insufficient_quota",
      "You exceeded your current quota: check your plan and billing details."),
    .init(500, "server_error", "The server had an error while processing your request."),
    .init(
      503, "server_error", code: "service_unavailable",
      "The engine is currently overloaded, please try again later."),
    // Other vendors' status of an overload.
    .init(
      529, "server_error", code: "service_unavailable",
      "The engine is currently overloaded, please try again later."),
  ])
}
