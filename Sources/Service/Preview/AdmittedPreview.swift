import World

/// A preview request that has passed every check before the model.
struct AdmittedPreview: Sendable {
  let tier: Tier
  let prompt: String
  let cacheKey: [UInt8]
  /// When the whole request was there: budgets count from here, not from a slow upload.
  let complete: Instant
}
