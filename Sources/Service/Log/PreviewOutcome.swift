/// How a preview request ended: the event of its one outcome line.
package enum PreviewOutcome: String, Sendable, CaseIterable {
  /// The client got its spec.
  case ready = "preview_spec_ready"
  /// The answer did not fit into the tier's tokens.
  case tooLarge = "preview_spec_too_large"
  /// The answer is no spec.
  case invalid = "preview_spec_invalid"
  /// The model refused.
  case refused = "preview_spec_refused"
  /// The tier's time was used up.
  case timeout = "preview_timeout"
  /// The provider has too much to do.
  case providerOverloaded = "preview_provider_overloaded"
  /// The provider failed in any other way.
  case providerError = "preview_provider_error"
  /// The client left before its answer.
  case clientGone = "preview_client_gone"
  /// The request was refused before any provider was asked.
  case rejected = "preview_rejected"
  /// The service was shut down over it.
  case stopped = "preview_stopped"
  /// The stream ended without a terminal event: a programming bug.
  case unresolved = "preview_unresolved"
  /// The service failed, such as its database.
  case failed = "preview_failed"

  /// How much it matters.
  package var level: LogLevel {
    switch self {
    case .ready, .clientGone, .rejected, .stopped: .info
    case .tooLarge, .invalid, .refused, .timeout, .providerOverloaded, .providerError: .warn
    case .unresolved, .failed: .error
    }
  }
}
