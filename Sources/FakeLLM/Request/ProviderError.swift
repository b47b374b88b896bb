import Wire
import World

/// An error answer in a vendor's own words.
struct ProviderError: Error, Equatable {
  /// The HTTP status.
  var status: Int
  /// Anthropic's error type, or Zhipu's code.
  var kind: String
  /// The text for the developer.
  var message: String
  /// A finer code: Anthropic's `error.details.error_code`, OpenAI's `error.code`.
  var code: String?
  /// The field that is wrong, where the vendor tells it apart: OpenAI's `error.param`.
  var parameter: String?
  /// How long to wait before another try, if the vendor says so.
  var retryAfter: Duration?
  /// What `x-should-retry` says, if it is sent.
  var shouldRetry: Bool?
  /// The methods that the path knows, for a 405.
  var allow: String?

  /// The header fields that only errors have.
  var fields: HTTPFields {
    var fields = HTTPFields()
    // Whole seconds, rounded up: a client that comes too early is refused again (RFC 9110 §10.2.3).
    if let retryAfter {
      let seconds = Int(retryAfter.seconds.rounded(.up))
      fields.append("retry-after", String(seconds))
      // The clients prefer this one, which can say a part of a second.
      if retryAfter != .seconds(seconds) {
        fields.append("retry-after-ms", String(Int((retryAfter.seconds * 1000).rounded(.up))))
      }
    }
    if let shouldRetry { fields.append("x-should-retry", shouldRetry ? "true" : "false") }
    if let allow { fields.append("allow", allow) }
    return fields
  }
}
