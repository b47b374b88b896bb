/// Which model drafts the previews of a plan, how long its answer may be, and how long it may take.
package struct Tier: Sendable, Equatable {
  /// What a time limit is counted over.
  package enum TimeoutScope: String, Sendable, CaseIterable {
    /// The whole request with all its attempts.
    case request
    /// Each attempt; the request has as many times the limit as it has attempts.
    case attempt
  }

  /// Who runs the model.
  package var provider: Provider
  /// The model's name at its provider.
  package var model: String
  /// The longest answer, in output tokens.
  package var maxTokens: Int
  /// The time for a whole answer, or nil for none but the provider's silence.
  package var syncTimeout: Duration?
  /// The time for a streamed answer, or nil for none but the provider's silence.
  package var streamTimeout: Duration?
  /// How often a failed attempt is repeated.
  package var retries: Int
  /// What the time limits are counted over.
  package var timeoutScope: TimeoutScope
  /// How many previews a user may have drafted on one day, or nil for any number.
  package var previewsPerDay: Int?

  /// A tier; by default nothing is repeated, nothing limited in time and nothing counted.
  package init(
    provider: Provider = .anthropic, model: String, maxTokens: Int,
    syncTimeout: Duration? = nil, streamTimeout: Duration? = nil, retries: Int = 0,
    timeoutScope: TimeoutScope = .request, previewsPerDay: Int? = nil
  ) {
    precondition(maxTokens > 0, "an answer of \(maxTokens) tokens cannot hold a spec")
    precondition(retries >= 0, "an attempt cannot be repeated \(retries) times")
    precondition(previewsPerDay ?? 0 >= 0, "\(previewsPerDay ?? 0) previews a day is no number")
    self.provider = provider
    self.model = model
    self.maxTokens = maxTokens
    self.syncTimeout = syncTimeout
    self.streamTimeout = streamTimeout
    self.retries = retries
    self.timeoutScope = timeoutScope
    self.previewsPerDay = previewsPerDay
  }
}
