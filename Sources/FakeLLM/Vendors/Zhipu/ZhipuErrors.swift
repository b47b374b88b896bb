/// Zhipu's errors: codes as texts, under a few HTTP statuses (its "api-code" page).
enum ZhipuErrors {
  /// The error that goes with a status.
  static func failure(status: Int) -> ProviderError {
    let known = errors.first { $0.status == status }
    return ProviderError(
      status: status, kind: known?.code ?? "1230",
      message: known?.message ?? "The request could not be processed")
  }

  /// The error of a code, with the status it has outside of a stream.
  static func failure(code: String) -> ProviderError {
    let known = errors.first { $0.code == code }
    return ProviderError(
      status: known?.status ?? 500, kind: code,
      message: known?.message ?? "The request could not be processed")
  }

  /// A request that breaks a rule of the API.
  static func invalid(_ code: String, _ message: String) -> ProviderError {
    ProviderError(status: 400, kind: code, message: message)
  }

  /// A method other than POST.
  static let wrongMethod = ProviderError(
    status: 405, kind: "1212", message: "The method is not supported", allow: "POST")

  /// The first row of a status or of a code is the usual one.
  private static let errors: [(status: Int, code: String, message: String)] = [
    (400, "1210", "The API was called with a wrong parameter"),
    (401, "1002", "The authorization token is invalid"),
    (404, "1222", "The API does not exist"),
    (413, "1261", "The prompt is too long"),
    (429, "1302", "Rate limit reached for requests"),
    (429, "1305", "The API has too many requests at the moment"),
    (434, "1220", "No permission to use the API"),
    (500, "1230", "The request could not be processed"),
    (500, "1234", "Network error"),
    (503, "1305", "The API has too many requests at the moment"),
    (529, "1312", "The model is busy"),
  ]
}
