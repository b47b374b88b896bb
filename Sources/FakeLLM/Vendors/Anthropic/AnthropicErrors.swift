/// Anthropic's errors: a type for each status, as its documentation lists them.
enum AnthropicErrors {
  /// The error that goes with a status.
  static func failure(status: Int) -> ProviderError {
    let known = errors.first { $0.status == status }
    let kind = known?.kind ?? (status < 500 ? "invalid_request_error" : "api_error")
    return ProviderError(
      status: status, kind: kind, message: known?.message ?? "Request failed")
  }

  /// The error of a type, with the status it has outside of a stream.
  static func failure(kind: String) -> ProviderError {
    let known = errors.first { $0.kind == kind }
    return ProviderError(
      status: known?.status ?? 500, kind: kind, message: known?.message ?? "Request failed")
  }

  /// A request that breaks a rule of the API.
  static func invalid(_ message: String) -> ProviderError {
    ProviderError(status: 400, kind: "invalid_request_error", message: message)
  }

  /// A method other than POST.
  static let wrongMethod = ProviderError(
    status: 405, kind: "invalid_request_error", message: "Method Not Allowed", allow: "POST")

  /// The first row of a status or of a type is the usual one.
  private static let errors: [(status: Int, kind: String, message: String)] = [
    (400, "invalid_request_error", "Invalid request"),
    (401, "authentication_error", "invalid x-api-key"),
    (402, "billing_error", "Your credit balance is too low"),
    (403, "permission_error", "Your API key may not use this resource"),
    (404, "not_found_error", "Not found"),
    (409, "conflict_error", "The resource is in conflict with the request"),
    (413, "request_too_large", "Request exceeds the maximum size"),
    (429, "rate_limit_error", "This request would exceed your organization's rate limit"),
    (500, "api_error", "Internal server error"),
    (504, "timeout_error", "Request timed out"),
    (529, "overloaded_error", "Overloaded"),
  ]
}
