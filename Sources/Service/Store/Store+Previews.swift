import World

/// What a preview request has to know of the database. An object, as a task waits for it.
final class PreviewLook: Sendable {
  let session: Session
  /// The key that was looked up in the cache; nil if the request has none.
  let cacheKey: [UInt8]?
  /// The spec that the cache has under that key, or why that cannot be known.
  let cached: Result<CachedSpec?, SQLiteError>

  init(_ session: Session, _ cacheKey: [UInt8]?, _ cached: Result<CachedSpec?, SQLiteError>) {
    self.session = session
    self.cacheKey = cacheKey
    self.cached = cached
  }
}

extension Store {
  /// Looks a session and its user's spec up, in one piece of work: each piece costs two changes of
  /// threads, which is more than both statements. Nil without a session.
  ///
  /// The key depends on the plan, and so on the session; without one nothing is looked up.
  func look(
    token: String, at now: WallTime, isCached: Bool, key: @escaping @Sendable (Plan) -> [UInt8]?
  ) async throws -> PreviewLook? {
    try await run { database in
      guard let session = try Self.session(token, now, in: database) else { return nil }
      let key = key(session.plan)
      guard isCached, let key else { return PreviewLook(session, key, .success(nil)) }
      let cached = Result { () throws(SQLiteError) in
        try Self.cachedSpec(key, now, in: database)
      }
      return PreviewLook(session, key, cached)
    }
  }
}
