import Glibc

/// A lock with a condition, for the few places where threads meet.
final class Monitor: @unchecked Sendable {  // It is what makes others so.
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  init() {
    pthread_mutex_init(lock, nil)
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_mutex_destroy(lock)
    pthread_cond_destroy(changed)
    lock.deallocate()
    changed.deallocate()
  }

  /// Does something alone, and wakes those that wait for a change.
  func change<Result>(_ body: () -> Result) -> Result {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    defer { pthread_cond_broadcast(changed) }
    return body()
  }

  /// Waits until `isReady`, then does something alone.
  func when<Result>(_ isReady: () -> Bool, _ body: () -> Result) -> Result {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    while !isReady() { pthread_cond_wait(changed, lock) }
    return body()
  }
}
