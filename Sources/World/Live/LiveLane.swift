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
  private let monitor = Monitor()
  private var items = Ring<Item>()
  private var isFinished = false

  init(counter: PendingWork) {
    self.counter = counter
  }

  func add(_ item: Item) {
    counter.began()
    monitor.change { items.append(item) }
  }

  func finish() {
    monitor.change { isFinished = true }
  }

  func startThread() {
    do {
      try LiveThread { [self] in run() }.detach()
    } catch {
      preconditionFailure("no lane can be made: \(error)")
    }
  }

  private func run() {
    while let item = monitor.when({ items.count > 0 || isFinished }, { items.popFirst() }) {
      item.work()
      item.done.resume()
      // Only now: the loop has to see the resumed task before it sees that nothing is pending.
      counter.ended()
    }
  }
}
