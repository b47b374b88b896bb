import HTTP
import Wire
import World

/// Reads what a provider says with a status other than 200.
enum ProviderRefusal {
  /// The failure that a status and an error body stand for.
  static func failure(_ head: HTTPResponseHead, _ body: [UInt8]) -> ProviderFailure {
    let detail = detail(of: body)
    guard head.status == 429 || head.status == 529 else {
      return .status(head.status, detail: detail)
    }
    return .overloaded(
      detail: "status \(head.status): \(detail)", retryAfter: retryAfter(head.fields))
  }

  /// `retry-after-ms`, else `retry-after` in seconds; zero counts as absent, as in the providers'
  /// client libraries, and a date is not understood.
  private static func retryAfter(_ fields: HTTPFields) -> Duration? {
    let milliseconds = fields["retry-after-ms"].flatMap(Double.init)
    let seconds = milliseconds.map { $0 / 1000 } ?? fields["retry-after"].flatMap(Double.init)
    guard let seconds, seconds > 0 else { return nil }
    let held = min(seconds, ServiceLimits.retryAfterLongest.seconds)
    return .nanoseconds(Int64(held * 1e9))
  }

  /// The provider's type or code and its words; both providers put them under `error`.
  private static func detail(of body: [UInt8]) -> String {
    guard let error = try? JSONValue.parse(body)["error"] else {
      return SpecError.excerpt(of: String(decoding: body, as: UTF8.self))
    }
    let kind = error["type"]?.stringValue ?? error["code"]?.stringValue ?? "error"
    return SpecError.excerpt(of: "\(kind): \(error["message"]?.stringValue ?? "")")
  }
}
