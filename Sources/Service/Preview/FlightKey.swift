/// What two requests must have in common to share one call of the provider.
struct FlightKey: Hashable, Sendable {
  /// The model, the system prompt's version and the prompt.
  let cacheKey: [UInt8]
  /// A cut answer is an error for all who share it, so it must be cut at the same length.
  let maxTokens: Int
  /// Whether the provider streams. A stream cannot wait for an answer that comes as a whole.
  let isStreamed: Bool

  init(_ preview: AdmittedPreview, isStreamed: Bool) {
    cacheKey = preview.cacheKey
    maxTokens = preview.tier.maxTokens
    self.isStreamed = isStreamed
  }
}
