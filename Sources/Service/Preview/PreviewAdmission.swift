import World

/// The checks before the model: who asks, for what, and which model their plan gets.
final class PreviewAdmission: Sendable {
  let world: World
  let store: Store
  let tiers: TierTable
  let cache: PreviewCache
  let log: ServiceLog

  init(world: World, store: Store, tiers: TierTable, cache: PreviewCache, log: ServiceLog) {
    self.world = world
    self.store = store
    self.tiers = tiers
    self.cache = cache
    self.log = log
  }

  /// Reads and checks a preview request; `record` learns plan and model on the way.
  func admit(_ record: PreviewRecord) async throws -> AdmittedPreview {
    let question = try await question(of: record.request)
    return try admit(record, question, try await look(question))
  }

  private func question(of request: ServiceRequest) async throws -> Question {
    let body = try await request.exchange.body()
    // All is known that it can say, and a stream is long.
    request.exchange.forgetFields()
    return Question(body, try Self.token(of: request), cache, at: world.now)
  }

  /// The caller's session; throws when there is none.
  func session(of request: ServiceRequest) async throws -> Session {
    let token = try Self.token(of: request)
    guard let session = try await store.session(token: token, at: world.wallTime)
    else { throw Rejection.unauthenticated }
    return session
  }

  private static func token(of request: ServiceRequest) throws(Rejection) -> String {
    guard let token = request.sessionToken else { throw .unauthenticated }
    return token
  }

  /// Who asks, and for what. The first is checked before the second, so a refusal waits in here.
  private final class Question: Sendable {
    let token: String
    let prompt: Result<String, Rejection>
    /// When the whole request was there.
    let complete: Instant
    /// How many specs the cache had been given until then.
    let cacheAge: Int

    @inline(never)
    init(_ body: [UInt8], _ token: String, _ cache: PreviewCache, at complete: Instant) {
      prompt = Result { () throws(Rejection) in try PreviewBody.prompt(in: body) }
      self.token = token
      self.complete = complete
      cacheAge = cache.age
    }
  }

  private func look(_ question: Question) async throws -> PreviewLook? {
    try await store.look(
      token: question.token, at: world.wallTime, isCached: cache.lifetime != nil
    ) { [self] plan in
      (try? question.prompt.get()).map {
        cache.key(model: tiers[plan].model, prompt: $0)
      }
    }
  }

  @inline(never)
  private func admit(
    _ record: PreviewRecord, _ question: Question, _ look: PreviewLook?
  ) throws -> AdmittedPreview {
    guard let look else { throw Rejection.unauthenticated }
    record.plan = look.session.plan
    let prompt = try question.prompt.get()
    guard let cacheKey = look.cacheKey else {
      preconditionFailure("a prompt was accepted that was not looked up")
    }
    record.request.hide(prompt)
    let tier = tiers[look.session.plan]
    record.model = tier.model
    return AdmittedPreview(
      look.session, tier, prompt: prompt, cacheKey: cacheKey,
      kept: kept(look, record, tier), cacheAge: question.cacheAge, complete: question.complete)
  }

  private func kept(
    _ look: PreviewLook, _ record: PreviewRecord, _ tier: Tier
  ) -> DraftedSpec? {
    switch look.cached {
    case .success(let hit): return hit.map { DraftedSpec($0, of: tier.model) }
    case .failure(let error):
      log.note("preview_cache_failed", of: record.request.id, error)
      return nil
    }
  }
}
