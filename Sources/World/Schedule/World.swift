/// Everything a process may not take from its machine: time, chance, order, network, threads.
///
/// One object per simulated process, which is at once the executor of that process's tasks. All
/// worlds of a run share one `Loop`, hence one thread; nothing in them needs a lock.
package final class World: TaskExecutor, @unchecked Sendable {  // Confined to its loop's thread.
  /// The name of the process: its host name in the simulated network.
  package let name: String
  /// The thread this world lives on.
  package let loop: Loop
  /// The root of this world's chance; take a named child per component.
  package let random: RandomStream

  private var taskNames: [String: Int] = [:]
  /// Connections of this world that are not closed yet.
  package internal(set) var openConnections = 0

  /// A world on a loop; names must differ within a run.
  package init(_ name: String, on loop: Loop) {
    self.name = name
    self.loop = loop
    random = loop.root.child(name)
  }

  /// The present on the world's own time line.
  package var now: Instant { loop.now }

  /// The present as calendar time.
  package var wallTime: WallTime { loop.driver.epoch + (loop.now - .start) }

  package func enqueue(_ job: consuming ExecutorJob) {
    loop.enqueue(UnownedJob(job), of: self)
  }

  // MARK: Tasks

  /// Starts a task that nobody awaits; it must end before the run does.
  package func spawn(_ name: String, _ body: @escaping @Sendable () async -> Void) {
    taskNames[name, default: 0] += 1
    _ = Task(executorPreference: self) { [self] in
      await body()
      ended(name)
    }
  }

  /// The spawned tasks that have not ended, by name, in the order of their names.
  package var openTasks: [(name: String, count: Int)] {
    taskNames.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private func ended(_ name: String) {
    guard let count = taskNames[name] else { return }
    taskNames[name] = count == 1 ? nil : count - 1
  }

  // MARK: Time

  /// Calls `action` at an instant: the callback tier, for pacing and deadlines on hot paths.
  package func at(_ instant: Instant, _ action: @escaping () -> Void) -> TimerID {
    loop.assertOnThread()
    return loop.timers.arm(at: instant.nanoseconds, action)
  }

  /// Disarms a timer that has not fired; a stale one is ignored.
  package func cancel(_ timer: TimerID) {
    loop.timers.cancel(timer)
  }

  /// Suspends until an instant.
  package func sleep(until instant: Instant) async {
    await withUnsafeContinuation { continuation in
      _ = at(instant) { continuation.resume() }
    }
  }

  /// Suspends for a duration; zero still lets other tasks run.
  package func sleep(for duration: Duration) async {
    await sleep(until: now + duration)
  }

  // MARK: Network

  /// Listens at an address of this world; `accepted` runs for each new connection.
  package func listen(
    at address: Address, _ accepted: @escaping (Connection) -> Void
  ) throws(ListenError) -> Listener {
    Listener(try loop.driver.listen(at: address, for: self, accepted))
  }

  /// Connects by a deadline, as `host` when the client's own address matters.
  package func connect(
    to address: Address, from host: String? = nil, by deadline: Instant
  ) async throws(ConnectError) -> Connection {
    let result = await withUnsafeContinuation { continuation in
      loop.driver.connect(to: address, from: host, by: deadline, for: self) {
        continuation.resume(returning: $0)
      }
    }
    return try result.get()
  }

  // MARK: Threads

  /// A lane for blocking work, such as one database connection's statements.
  package func lane(_ name: String) -> BlockingLane {
    BlockingLane(loop.driver.lane(name, for: self))
  }

  // MARK: Trace

  /// Takes an event into the run's digest.
  package func note(_ event: StaticString, _ first: Int = 0, _ second: Int = 0) {
    event.withUTF8Buffer { loop.digest.mix(UnsafeRawBufferPointer($0)) }
    loop.digest.mix(UInt64(bitPattern: Int64(first)))
    loop.digest.mix(UInt64(bitPattern: Int64(second)))
  }
}

/// A listening address; close it to take no more connections.
package final class Listener: @unchecked Sendable {  // Confined to its world's loop.
  private let handle: any ListenerHandle

  init(_ handle: any ListenerHandle) {
    self.handle = handle
  }

  /// The address as clients reach it; the port is the real one, also when 0 was asked for.
  package var address: Address { handle.address }

  /// Takes no more connections; those that were accepted go on.
  package func close() {
    handle.close()
  }
}
