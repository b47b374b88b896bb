import Glibc
import Synchronization

/// A thread of its own for blocking work, in order.
///
/// Work is handed over at the end of a turn and comes back in groups: to wake a thread takes longer
/// than a look into a database.
final class LiveLane: LaneDriver {
  private unowned let driver: LiveDriver
  private let queue: WorkQueue
  /// The work of this turn, which the thread does not know of yet.
  private var handed: [WorkQueue.Item] = []

  init(on driver: LiveDriver, _ finished: FinishedWork) {
    self.driver = driver
    queue = WorkQueue(finished)
    queue.startThread()
  }

  func run(
    cost: Distribution, _ work: @escaping @Sendable () -> Void,
    done: UnsafeContinuation<Void, Never>
  ) {
    driver.willHandOver(self, isFirst: handed.isEmpty)
    handed.append(WorkQueue.Item(work: work, done: done))
  }

  /// Gives the thread the work of this turn.
  func handOver() {
    guard !handed.isEmpty else { return }
    queue.add(handed)
    handed.removeAll(keepingCapacity: true)
  }

  func close() {
    handOver()
    queue.finish()
  }

  deinit { queue.finish() }
}

/// Work that threads have done, and whose tasks the loop has to let go on.
final class FinishedWork: Sendable {
  private let tasks = Mutex<[UnsafeContinuation<Void, Never>]>([])
  private let wakeUp: Int32

  /// The loop may sleep until it is told of more by an eventfd.
  init(wakeUp: Int32) {
    self.wakeUp = wakeUp
  }

  /// From any thread: tells the loop, unless it was told and has not looked yet.
  func add(_ more: [UnsafeContinuation<Void, Never>]) {
    let isFirst = tasks.withLock { tasks in
      defer { tasks += more }
      return tasks.isEmpty
    }
    guard isFirst else { return }
    var one: UInt64 = 1
    write(wakeUp, &one, 8)
  }

  /// What was done since the last look.
  func take() -> [UnsafeContinuation<Void, Never>] {
    tasks.withLock { tasks in
      defer { tasks.removeAll() }
      return tasks
    }
  }
}

/// Work handed from the loop to one thread. Locked, since two threads meet here.
private final class WorkQueue: @unchecked Sendable {  // Every access to `items` holds the lock.
  struct Item {
    let work: @Sendable () -> Void
    let done: UnsafeContinuation<Void, Never>
  }

  /// So much is done before the loop hears of it: a slow piece holds up those before it that long.
  private static let group = 16

  private let finished: FinishedWork
  private let monitor = Monitor()
  private var items = Ring<Item>()
  private var isFinished = false

  init(_ finished: FinishedWork) {
    self.finished = finished
  }

  func add(_ more: [Item]) {
    monitor.change { for item in more { items.append(item) } }
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
    while let group = next() {
      for item in group { item.work() }
      finished.add(group.map(\.done))
    }
  }

  /// Waits for work; nil once there will be none.
  private func next() -> [Item]? {
    monitor.when({ items.count > 0 || isFinished }) {
      var group: [Item] = []
      while group.count < Self.group, let item = items.popFirst() { group.append(item) }
      return group.isEmpty ? nil : group
    }
  }
}
