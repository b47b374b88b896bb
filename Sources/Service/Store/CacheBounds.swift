/// How much the cache of drafted specs may hold.
struct CacheBounds: Sendable, Equatable {
  let entries: Int64
  /// Of the specs' texts; keys and pages come on top.
  let bytes: Int64

  static let standard = CacheBounds(
    entries: ServiceLimits.cacheEntries, bytes: ServiceLimits.cacheBytes)
}
