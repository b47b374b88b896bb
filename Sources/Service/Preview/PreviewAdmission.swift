import World

/// The checks before the model: who asks, for what, and which model their plan gets.
struct PreviewAdmission: Sendable {
  let world: World
  let store: Store
  let tiers: TierTable

  /// Reads and checks a preview request; `record` learns plan and model on the way.
  func admit(_ record: PreviewRecord) async throws -> AdmittedPreview {
    let request = record.request
    let body = try await request.exchange.body()
    let complete = world.now
    let session = try await session(of: request)
    record.plan = session.plan
    let prompt = try PreviewBody.prompt(in: body)
    request.hide(prompt)
    let tier = tiers[session.plan]
    record.model = tier.model
    return AdmittedPreview(
      tier: tier, prompt: prompt,
      cacheKey: PreviewCache.key(model: tier.model, prompt: prompt),
      limit: .previews(of: session, tier), left: .previews(of: session, tier),
      complete: complete)
  }

  /// The caller's session; throws when there is none.
  func session(of request: ServiceRequest) async throws -> Session {
    guard let token = request.sessionToken,
      let session = try await store.session(token: token, at: world.wallTime)
    else { throw Rejection.unauthenticated }
    return session
  }
}
