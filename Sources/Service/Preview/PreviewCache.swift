import World

/// Keeps drafted specs for equal prompts. A cache that fails costs money, not previews.
final class PreviewCache: @unchecked Sendable {  // Confined to its world's loop.
  let world: World
  let store: Store
  /// How long a spec is kept; nil keeps none.
  let lifetime: Duration?
  /// How many specs it was given.
  private(set) var age = 0

  private let bugs: KnownBugs

  init(world: World, store: Store, lifetime: Duration?, bugs: KnownBugs = []) {
    self.world = world
    self.store = store
    self.bugs = bugs
    // "preview-cache TTL 5min -> 24h": as it was before.
    let isShort = bugs.contains(.cacheOfFiveMinutes)
    self.lifetime = isShort ? lifetime.map { min($0, .seconds(300)) } : lifetime
  }

  /// The key of a prompt for a model.
  func key(model: String, prompt: String) -> [UInt8] {
    Self.key(model: bugs.contains(.cacheKeyWithoutModel) ? "" : model, prompt: prompt)
  }

  /// The key of a prompt for a model; white space between words makes no difference.
  static func key(
    model: String, prompt: String, version: String = SystemPrompt.version
  ) -> [UInt8] {
    // NUL separates: no model or version holds one.
    var bytes = Array("\(model)\0\(version)\0".utf8)
    let start = bytes.count
    var isBehindSpace = false
    for scalar in prompt.unicodeScalars {
      guard !isSpace(scalar) else {
        isBehindSpace = true
        continue
      }
      if isBehindSpace, bytes.count > start { bytes.append(UInt8(ascii: " ")) }
      isBehindSpace = false
      if scalar.isASCII {
        bytes.append(UInt8(truncatingIfNeeded: scalar.value))
      } else {
        bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
    return SHA256Digest.of(bytes)
  }

  /// White space by Unicode; for ASCII without asking its tables, which takes longer than the hash.
  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.isASCII else { return scalar.properties.isWhitespace }
    return scalar == " " || (0x09...0x0D).contains(scalar.value)
  }

  /// The spec kept for a preview, or nil; why that cannot be known goes to `failed`.
  func spec(
    for preview: AdmittedPreview, _ failed: (any Error) -> Void
  ) async -> DraftedSpec? {
    do {
      let hit = try await store.cachedSpec(preview.cacheKey, at: world.wallTime)
      return hit.map { DraftedSpec($0, of: preview.tier.model) }
    } catch {
      failed(error)
      return nil
    }
  }

  /// Whether a spec may have been kept since a preview's look: then it has to look once more.
  func hasChanged(since preview: AdmittedPreview) -> Bool { age != preview.cacheAge }

  /// Keeps a new spec for its preview; why that is not possible goes to `failed`.
  func keep(
    _ spec: DraftedSpec, for preview: AdmittedPreview, _ failed: (any Error) -> Void
  ) async {
    guard let lifetime else { return }
    let now = world.wallTime
    // Also behind a failure, which does not always mean that nothing was written.
    defer { age += 1 }
    do {
      try await store.cache(
        CachedSpec(json: spec.json, usage: spec.usage), under: preview.cacheKey,
        until: now + lifetime, at: now)
    } catch {
      failed(error)
    }
  }
}
