import World

/// Keeps drafted specs for equal prompts. A cache that fails costs money, not previews.
struct PreviewCache: Sendable {
  let world: World
  let store: Store
  /// How long a spec is kept; nil keeps none.
  let lifetime: Duration?

  /// The key of a prompt for a model; white space between words makes no difference.
  static func key(
    model: String, prompt: String, version: String = SystemPrompt.version
  ) -> [UInt8] {
    let words = prompt.unicodeScalars.split { $0.properties.isWhitespace }
    let normalised = words.map { String($0) }.joined(separator: " ")
    // NUL separates: no model or version holds one.
    return SHA256Digest.of("\(model)\0\(version)\0\(normalised)")
  }

  /// The spec kept for a preview, or nil; why that cannot be known goes to `failed`.
  func spec(
    for preview: AdmittedPreview, _ failed: (any Error) -> Void
  ) async -> DraftedSpec? {
    guard lifetime != nil else { return nil }
    do {
      guard let hit = try await store.cachedSpec(preview.cacheKey, at: world.wallTime) else {
        return nil
      }
      return DraftedSpec(
        json: hit.json, model: preview.tier.model, usage: hit.usage, isCached: true)
    } catch {
      failed(error)
      return nil
    }
  }

  /// Keeps a new spec for its preview; why that is not possible goes to `failed`.
  func keep(
    _ spec: DraftedSpec, for preview: AdmittedPreview, _ failed: (any Error) -> Void
  ) async {
    guard let lifetime else { return }
    let now = world.wallTime
    do {
      try await store.cache(
        CachedSpec(json: spec.json, usage: spec.usage), under: preview.cacheKey,
        until: now + lifetime, at: now)
    } catch {
      failed(error)
    }
  }
}
