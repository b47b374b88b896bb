import World

/// A preview request that has passed every check before the model.
///
/// An object, since several tasks keep it while they wait: a copy in each would be memory.
final class AdmittedPreview: Sendable {
  let tier: Tier
  let prompt: String
  let cacheKey: [UInt8]
  /// The user's share of drafts, where the tier counts them.
  let limit: DailyLimit?
  /// What was left of it when the user's session was looked up.
  let left: DailyCount?
  /// The spec that the cache had for it.
  let kept: DraftedSpec?
  /// How many specs the cache had been given before it was looked at.
  let cacheAge: Int
  /// When the whole request was there: budgets count from here, not from a slow upload.
  let complete: Instant

  init(
    _ session: Session, _ tier: Tier, prompt: String, cacheKey: [UInt8], kept: DraftedSpec?,
    cacheAge: Int, complete: Instant
  ) {
    self.tier = tier
    self.prompt = prompt
    self.cacheKey = cacheKey
    limit = .previews(of: session, tier)
    left = .previews(of: session, tier)
    self.kept = kept
    self.cacheAge = cacheAge
    self.complete = complete
  }

  /// The time it may take on its route.
  func budget(isStreamed: Bool) -> Budget {
    Budget(from: complete, isStreamed ? tier.streamTimeout : tier.syncTimeout, of: tier)
  }
}
