import Glibc
import Synchronization

/// A thread of its own for blocking work, in order.
final class LiveLane: LaneDriver {
  private let queue: WorkQueue

  init(counter: PendingWork) {
    queue = WorkQueue(counter: counter)
    queue.startThread()
  }

  func run(
    cost: Distribution, _ work: @escaping @Sendable () -> Void,
    done: UnsafeContinuation<Void, Never>
  ) {
    queue.add(WorkQueue.Item(work: work, done: done))
  }

  func close() {
    queue.finish()
  }

  deinit { queue.finish() }
}

/// How much work is with threads: a loop with some is not idle.
final class PendingWork: Sendable {
  private let count = Atomic<Int>(0)
  private let wakeUp: Int32

  /// Work whose end is told to an eventfd, since the loop may sleep until it has nothing pending.
  init(wakeUp: Int32) {
    self.wakeUp = wakeUp
  }

  var isEmpty: Bool { count.load(ordering: .acquiring) == 0 }

  func began() {
    count.add(1, ordering: .acquiringAndReleasing)
  }

  func ended() {
    count.subtract(1, ordering: .acquiringAndReleasing)
    var one: UInt64 = 1
    write(wakeUp, &one, 8)
  }
}

/// Work handed from the loop to one thread. Locked, since two threads meet here.
private final class WorkQueue: @unchecked Sendable {  // Every access to `items` holds the lock.
  struct Item {
    let work: @Sendable () -> Void
    let done: UnsafeContinuation<Void, Never>
  }

  private let counter: PendingWork
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var items = Ring<Item>()
  private var isFinished = false

  init(counter: PendingWork) {
    self.counter = counter
    pthread_mutex_init(lock, nil)
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_mutex_destroy(lock)
    pthread_cond_destroy(changed)
    lock.deallocate()
    changed.deallocate()
  }

  func add(_ item: Item) {
    counter.began()
    pthread_mutex_lock(lock)
    items.append(item)
    pthread_cond_signal(changed)
    pthread_mutex_unlock(lock)
  }

  func finish() {
    pthread_mutex_lock(lock)
    isFinished = true
    pthread_cond_signal(changed)
    pthread_mutex_unlock(lock)
  }

  func startThread() {
    // Signals are the loop's business: a lane that took one would leave the loop asleep.
    var all = sigset_t()
    var before = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_SETMASK, &all, &before)
    var thread = pthread_t()
    let context = Unmanaged.passRetained(self).toOpaque()
    let status = pthread_create(&thread, nil, { WorkQueue.threadMain($0) }, context)
    pthread_sigmask(SIG_SETMASK, &before, nil)
    precondition(status == 0, "the kernel gives no thread for a lane (errno \(status))")
    pthread_detach(thread)
  }

  private static func threadMain(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context else { return nil }
    let queue = Unmanaged<WorkQueue>.fromOpaque(context).takeRetainedValue()
    while let item = queue.next() {
      item.work()
      item.done.resume()
      // Only now: the loop has to see the resumed task before it sees that nothing is pending.
      queue.counter.ended()
    }
    return nil
  }

  private func next() -> Item? {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    while items.count == 0, !isFinished { pthread_cond_wait(changed, lock) }
    return items.popFirst()
  }
}
