import Wire
import World

/// Why no spec was drafted: the same errors on both routes.
enum SpecError: Error, Equatable {
  /// The answer was cut at the tier's tokens; found before anything was parsed.
  case truncated(maxTokens: Int, output: String)
  /// The answer is not JSON, not a spec, or holds something banned.
  case invalid(SpecProblem, output: String)
  /// The model, or its provider's filter, refused.
  case refused(output: String)
  /// The tier's time is used up, with all attempts.
  case timedOut(after: Duration)
  /// The provider has too much to do; it may have said for how long.
  case overloaded(retryAfter: Duration?, detail: String)
  /// The provider failed in any other way.
  case provider(detail: String)

  /// The status on the sync route, and in the log for both.
  var status: Int {
    switch self {
    case .truncated, .invalid, .refused: 422
    case .timedOut: 504
    case .overloaded: 503
    case .provider: 502
    }
  }

  /// The code in the client's error.
  var code: String {
    switch self {
    case .truncated: "spec_too_large"
    case .invalid: "spec_invalid"
    case .refused: "spec_refused"
    case .timedOut: "preview_timeout"
    case .overloaded: "provider_overloaded"
    case .provider: "provider_error"
    }
  }

  /// How the request ended, for its log line.
  var outcome: PreviewOutcome {
    switch self {
    case .truncated: .tooLarge
    case .invalid: .invalid
    case .refused: .refused
    case .timedOut: .timeout
    case .overloaded: .providerOverloaded
    case .provider: .providerError
    }
  }

  /// What a client should wait before it asks again, in whole seconds; for overload only.
  var retryAfterSeconds: Int? {
    guard case .overloaded(let wait, _) = self else { return nil }
    let held = min(wait ?? ServiceLimits.retryAfter, ServiceLimits.retryAfterLongest)
    return max(1, Int(held.seconds.rounded(.up)))
  }

  /// What the client is told, which never holds anything the model or the validator wrote.
  func message(_ bugs: KnownBugs) -> String {
    if bugs.contains(.validatorTextLeaked), let finding { return finding }
    if bugs.contains(.modelOutputLeaked), let output { return output }
    return switch self {
    case .truncated:
      "The draft is longer than your plan allows: split the prompt into smaller servers."
    case .invalid: "The model's draft was not a usable spec: try again, or rephrase the prompt."
    case .refused: "The model declined to draft this server: change the prompt."
    case .timedOut: "The draft took too long: try again, or ask for fewer tools."
    case .overloaded: "The model is busy: try again in a moment."
    case .provider: "The model could not be reached: try again."
    }
  }

  /// The error as clients get it, in an answer's body or in a stream's `error` event.
  func json(_ bugs: KnownBugs) -> JSONValue {
    ["error": .string(code), "message": .string(message(bugs))]
  }

  /// What stands in the log beside the outcome.
  func details(_ bugs: KnownBugs) -> [(String, JSONValue)] {
    switch self {
    case .truncated, .invalid, .refused:
      if bugs.contains(.findingNotLogged) { return [] }
      return [
        ("zod_message", finding.map { .string($0) } ?? .null),
        ("output", output.map { .string($0) } ?? .null),
      ]
    case .timedOut(let limit): return [("after_s", .number(limit.seconds))]
    case .overloaded(_, let detail), .provider(let detail): return [("reason", .string(detail))]
    }
  }

  /// The beginning of the model's answer, for the same three errors as `finding`.
  private var output: String? {
    switch self {
    case .truncated(_, let output), .invalid(_, let output), .refused(let output): output
    case .timedOut, .overloaded, .provider: nil
    }
  }

  /// What the check of the answer found, for the three errors that come of one.
  private var finding: String? {
    switch self {
    case .truncated(let maxTokens, _): "stopped at the limit of \(maxTokens) tokens"
    case .invalid(let problem, _): problem.description
    case .refused: "stopped by a refusal"
    case .timedOut, .overloaded, .provider: nil
    }
  }

  /// The beginning of a model's answer, as much as a log line may hold.
  static func excerpt(of output: String) -> String {
    String(output.unicodeScalars.prefix(ServiceLimits.loggedOutputLength))
  }
}
