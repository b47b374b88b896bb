import HTTP
import World

/// Why one attempt at a provider gave no answer.
enum ProviderFailure: Error, Equatable {
  /// 429, 529, or an error event that says so; with the wait that was asked for.
  case overloaded(detail: String, retryAfter: Duration?)
  /// Any other status than 200, with the provider's words.
  case status(Int, detail: String)
  /// No head of an answer came, and the request may not have been seen.
  case unreachable(HTTPClientError)
  /// The answer broke off.
  case brokenOff(HTTPClientError)
  /// The answer ended, but its message did not, or it is not what the interface says.
  case malformed(String)
  /// The provider reported an error inside its answer.
  case reported(String)
  /// The attempt's time is over.
  case timedOut

  /// Whether another attempt makes sense, by the rule of the providers' client libraries: 408, 409,
  /// 429, 5xx, and no head. What breaks in the middle of an answer is not repeated.
  var isRetryable: Bool {
    switch self {
    case .overloaded, .unreachable, .timedOut: true
    case .status(let status, _): status == 408 || status == 409 || status >= 500
    case .brokenOff, .malformed, .reported: false
    }
  }

  /// The wait that the provider asked for.
  var retryAfter: Duration? {
    if case .overloaded(_, let wait) = self { wait } else { nil }
  }

  /// What the routes make of it when no attempt is left.
  func error(after limit: Duration) -> SpecError {
    switch self {
    case .overloaded(let detail, let wait): .overloaded(retryAfter: wait, detail: detail)
    case .status(let status, let detail): .provider(detail: "status \(status): \(detail)")
    case .unreachable(let error), .brokenOff(let error): .provider(detail: error.description)
    case .malformed(let detail), .reported(let detail): .provider(detail: detail)
    case .timedOut: .timedOut(after: limit)
    }
  }
}
