import World

/// The provider calls under way, in the order of their beginning.
final class ActivePreviews: @unchecked Sendable {  // Confined to its world's loop.
  private var upstreams: [Upstream] = []
  private var isStopping = false

  /// Counts a call in; one that comes too late is aborted at once.
  func add(_ upstream: Upstream) {
    upstreams.append(upstream)
    if isStopping { upstream.abort(.stopping) }
  }

  func remove(_ upstream: Upstream) {
    upstreams.removeAll { $0 === upstream }
  }

  /// Aborts all calls, and from now on every new one.
  func abortAll() {
    isStopping = true
    for upstream in upstreams { upstream.abort(.stopping) }
  }
}
