import World

/// A preview request that has passed every check before the model.
struct AdmittedPreview: Sendable {
  let tier: Tier
  let prompt: String
  let cacheKey: [UInt8]
  /// The user's share of drafts, where the tier counts them.
  let limit: DailyLimit?
  /// What was left of it when the user's session was looked up.
  let left: DailyCount?
  /// When the whole request was there: budgets count from here, not from a slow upload.
  let complete: Instant

  /// The time it may take on its route.
  func budget(isStreamed: Bool) -> Budget {
    Budget(from: complete, isStreamed ? tier.streamTimeout : tier.syncTimeout, of: tier)
  }
}
