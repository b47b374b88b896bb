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

  /// The process's number on its loop.
  let number: UInt32
  /// Whether the process runs: false once it was killed.
  package private(set) var isAlive = true
  private let timers: TimerWheel
  private var secrets: RandomStream
  private var taskNames: [String: Int] = [:]
  private var connections: [Connection] = []
  private var lanes: [LaneBook] = []

  /// A world on a loop; names must differ among those that are alive. Its chance follows from the
  /// loop's and its name, unless it brings its own.
  package init(_ name: String, on loop: Loop, chance: RandomStream? = nil) {
    self.name = name
    self.loop = loop
    timers = loop.timers
    number = loop.takeNumber()
    random = chance ?? loop.stream(ofProcess: name)
    secrets = random.child("secrets")
  }

  /// The present on the world's own time line.
  package var now: Instant { loop.now }

  /// The present as calendar time.
  package var wallTime: WallTime { loop.driver.epoch + (loop.now - .start) }

  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    // A dead process's task stops where it is: no `defer` of it runs, and its memory is not freed.
    guard isAlive else { return }
    loop.enqueue(job, of: self)
  }

  /// Gives a wait that was woken its step.
  func enqueue(_ wait: Wait) {
    guard isAlive else { return }
    loop.append(wait, of: self)
  }

  // MARK: Tasks

  /// Starts a task that nobody awaits; it must end before the run does.
  ///
  /// `@concurrent` changes nothing about where it runs. Without it two thunks stand between the
  /// task and its body, whose frames stay as long as the task does.
  package func spawn(_ name: String, _ body: @escaping @Sendable @concurrent () async -> Void) {
    guard isAlive else { return }
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
  package func at(_ instant: Instant, _ action: consuming @escaping () -> Void) -> TimerID {
    loop.assertOnThread()
    guard isAlive else { return .none }
    return timers.arm(at: instant.nanoseconds, of: number, action)
  }

  /// Disarms a timer that has not fired; a stale one is ignored.
  package func cancel(_ timer: TimerID) {
    timers.cancel(timer)
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
    precondition(isAlive, "\(name) was killed: a new world of that name may listen")
    return Listener(try loop.driver.listen(at: address, for: self, accepted))
  }

  /// Whether connections can be made to such an address at all: live ones go to IPv4 literals and
  /// `localhost`, as no names are looked up.
  package func knows(_ address: Address) -> Bool { loop.driver.knows(address) }

  /// Connects by a deadline, as `host` when the client's own address matters.
  package func connect(
    to address: Address, from host: String? = nil, by deadline: Instant
  ) async throws(ConnectError) -> Connection {
    let result = await withUnsafeContinuation { continuation in
      connect(to: address, from: host, by: deadline) { continuation.resume(returning: $0) }
    }
    return try result.get()
  }

  /// Connects by a deadline on the callback tier; `done` runs once, perhaps at once.
  package func connect(
    to address: Address, from host: String? = nil, by deadline: Instant,
    _ done: @escaping (Result<Connection, ConnectError>) -> Void
  ) {
    loop.driver.connect(to: address, from: host, by: deadline, for: self, done)
  }

  /// Lets others fail to reach this host from now on, or reach it again; simulation only.
  ///
  /// Open connections go on.
  package func setAbsence(_ absence: Absence?) {
    loop.driver.setAbsence(absence, of: name)
  }

  /// How many connections of this world are not closed yet.
  package var openConnections: Int { connections.count }

  /// The open connections whose other end is `host`, and the memory of their buffers in bytes.
  package func held(withPeer host: String) -> (connections: Int, bytes: Int) {
    let theirs = connections.filter { $0.peerHost == host }
    return (theirs.count, theirs.reduce(0) { $0 + $1.input.capacity + $1.output.capacity })
  }

  /// Remembers a connection until it is closed.
  func opened(_ connection: Connection) {
    connection.position = connections.count
    connections.append(connection)
  }

  /// Forgets a connection; the last one takes its place.
  func closed(_ connection: Connection) {
    let last = connections.removeLast()
    guard last !== connection else { return }
    connections[connection.position] = last
    last.position = connection.position
  }

  // MARK: Threads

  /// A lane for blocking work, such as one database connection's statements; close it at the end.
  package func lane(_ name: String) -> BlockingLane {
    let book = LaneBook(name)
    lanes.removeAll { !$0.isOpen }
    lanes.append(book)
    return BlockingLane(loop.driver.lane(name, for: self), book)
  }

  // MARK: Secrets

  /// A new secret in hexadecimal digits, which nobody can guess live; simulated the seed gives it.
  package func secret(byteCount: Int) -> String {
    loop.driver.secret(byteCount: byteCount, from: &secrets)
  }

  // MARK: End

  /// Ends the process at once, as `kill -9` does; its tasks stop where they are. Simulation only.
  ///
  /// No `defer` runs and no callback of its own is called. Its timers, its unfinished work on lanes
  /// and its listeners are gone, its peers are reset behind the bytes in flight. A task that kills
  /// its own world runs on to where it next suspends. Whoever waits for the dead, waits for ever. A
  /// new world of the same name takes its place.
  package func kill() {
    loop.assertOnThread()
    guard isAlive else { return }
    isAlive = false
    mark(WorldMark.processKilled)
    loop.watcher?(.died(self))
    loop.bury(self)
    while let connection = connections.last { connection.die() }
    taskNames.removeAll()
    lanes.removeAll()
  }

  /// What is still here; after the end of a run, each is a leak. A killed process leaves nothing.
  package var leftovers: [Leftover] {
    var found: [Leftover] = []
    if openConnections > 0 { found.append(.connections(count: openConnections)) }
    for task in openTasks { found.append(.tasks(name: task.name, count: task.count)) }
    let timers = timers.count(of: number)
    if timers > 0 { found.append(.timers(count: timers)) }
    for lane in lanes where lane.isOpen {
      found.append(.lane(name: lane.name, pending: lane.pending))
    }
    return found
  }

  // MARK: Trace

  /// Takes an event into the run's digest.
  package func note(_ event: StaticString, _ first: Int = 0, _ second: Int = 0) {
    event.withUTF8Buffer { loop.digest.mix(UnsafeRawBufferPointer($0)) }
    loop.digest.mix(UInt64(bitPattern: Int64(first)))
    loop.digest.mix(UInt64(bitPattern: Int64(second)))
  }

  /// Says that a branch was reached which exploration looks for; it changes nothing of the run.
  package func mark<M: Mark>(_ mark: M) {
    loop.marks.insert(mark)
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
