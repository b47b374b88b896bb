/// How a loop came to its end.
package enum LoopEnd: Equatable, Sendable {
  /// Nothing was left to run, wait for or receive.
  case idle
  /// The limit came first: something is still waiting.
  case limit
  /// A burst of steps passed without time passing: something spins.
  case spinning(at: Instant)
  /// The user asked to stop.
  case interrupted
}

/// The one thread of a run: ready tasks, timers, and a driver that lets time pass.
///
/// Only "nothing is ready" differs between the two drivers: the simulation sets the clock to the
/// next timer, the live one blocks in the kernel until then or until something arrives.
package final class Loop: @unchecked Sendable {  // Confined to its thread; see `enqueue`.
  /// The present, moved only by the driver.
  package internal(set) var now = Instant.start

  let driver: any Driver
  let timers = TimerWheel()
  let queueMemory = QueueMemory()
  var digest = TraceDigest()
  /// The marks that were reached so far.
  package internal(set) var marks = MarkSet()
  let root: RandomStream
  /// How unkind this seed's machine was drawn to be; nil without a swarm.
  package let swarm: SwarmIntensity?
  private var ready = ReadyQueue()
  private var schedule: RandomStream
  private let policy: SchedulePolicy
  private let stalls: TaskStalls
  private var limit = Instant.never
  private var interrupted: (() -> Void)?
  private(set) var watcher: ((SimEvent) -> Void)?
  private var onlooker: (look: () -> Void, pause: Duration)?
  private var turnsAtInstant = 0
  private var worldCount: UInt32 = 0
  private var deaths: [String: Int] = [:]
  private let thread = Thread.current

  init(
    driver: any Driver, seed: UInt64, policy: SchedulePolicy, stalls: TaskStalls,
    swarm: SwarmIntensity? = nil
  ) {
    self.driver = driver
    self.policy = policy
    self.stalls = stalls
    self.swarm = swarm
    root = RandomStream(seed: seed)
    schedule = root.child("scheduler")
  }

  /// Runs until nothing is left or the limit has come.
  package func run(until limit: Instant) -> LoopEnd {
    assertOnThread()
    self.limit = limit
    while true {
      if Interruption.isRequested, !handleInterruption() { return .interrupted }
      if let end = runReady() { return end }
      let next = timers.nextWake().map(Instant.init(nanoseconds:))
      if ready.isEmpty, next == nil, driver.isIdle { return .idle }
      if now >= self.limit { return .limit }
      if let end = pass(until: min(ready.isEmpty ? next ?? .never : now, self.limit)) { return end }
      runTimers()
      onlooker?.look()
    }
  }

  /// When something is to be done at the latest; what a driver does in between can make it earlier.
  var nextStep: Instant {
    guard ready.isEmpty else { return now }
    return timers.nextWake().map(Instant.init(nanoseconds:)) ?? .never
  }

  /// Lets time pass; a simulation in which it does not, turn after turn, has something that spins.
  private func pass(until instant: Instant) -> LoopEnd? {
    let before = now
    let glance = onlooker.map { $0.pause == .zero ? .never : now + $0.pause } ?? .never
    driver.pass(until: min(instant, glance), on: self)
    turnsAtInstant = now > before ? 0 : turnsAtInstant + 1
    return turnsAtInstant > driver.readyBurst ? driver.burstEnd(at: now) : nil
  }

  /// Makes the run end at the latest after `grace`: what is then left is a leak.
  package func end(within grace: Duration) {
    limit = min(limit, now + grace)
  }

  /// Runs `action` once when the user asks to stop, instead of ending the run at once.
  package func whenInterrupted(_ action: @escaping () -> Void) {
    interrupted = action
  }

  /// Calls `look` after each turn: it sees how the run gets on, and can neither hold nor change it.
  ///
  /// A live loop waits for `pause` at most before the next look. A simulated one, whose time must
  /// not move for it, is given none.
  package func afterTurns(pause: Duration = .zero, _ look: @escaping () -> Void) {
    onlooker = (look, pause)
  }

  /// Tells `look` of all that happens in a simulated run, as it happens; it can change nothing.
  package func watch(_ look: @escaping (SimEvent) -> Void) {
    watcher = look
  }

  /// Whether the run goes on: somebody wanted to know, and was told now or before.
  private func handleInterruption() -> Bool {
    guard let action = interrupted else { return false }
    interrupted = {}
    action()
    return true
  }

  /// Takes in a task that can run; from another thread only where the driver allows it.
  func enqueue(_ job: UnownedJob, of world: World) {
    if Thread.current == thread {
      ready.append(job, of: world)
    } else {
      driver.enqueueFromOutside(job, of: world)
    }
  }

  /// Takes in a task that another thread has made ready.
  func append(_ job: UnownedJob, of world: World) {
    ready.append(job, of: world)
  }

  // MARK: Processes

  /// Counts a new process; its number tells its timers from those of others.
  func takeNumber() -> UInt32 {
    worldCount += 1
    return worldCount
  }

  /// The root of a process's chance: one that starts again after a death draws anew.
  func stream(ofProcess name: String) -> RandomStream {
    guard let earlier = deaths[name] else { return root.child(name) }
    return root.child(name).child(earlier)
  }

  /// Drops everything of a process that could still run.
  func bury(_ world: World) {
    deaths[world.name, default: 0] += 1
    digest.mix(world.name)
    ready.removeAll(of: world)
    timers.cancelAll(of: world.number)
    driver.forget(world)
  }

  /// Stops the program when called from any thread but the loop's own.
  func assertOnThread() {
    assert(Thread.current == thread, "a world was used from another thread than its own")
  }

  /// Runs ready tasks, up to a bound after which timers and arrivals get their turn.
  private func runReady() -> LoopEnd? {
    var budget = driver.readyBurst
    while let next = ready.take(policy, &schedule) {
      if stalls.probability > 0, schedule.chance(stalls.probability) {
        putBack(next)
      } else {
        step(next)
      }
      budget -= 1
      if budget == 0 { return driver.burstEnd(at: now) }
    }
    return nil
  }

  private func step(_ next: ReadyQueue.Unowned) {
    digest.mix(UInt64(bitPattern: now.nanoseconds) &+ UInt64(ready.count) << 48)
    next.job.runSynchronously(on: next.world.asUnownedTaskExecutor())
  }

  /// A slow core: the task becomes ready again only after a random delay.
  private func putBack(_ next: ReadyQueue.Unowned) {
    marks.insert(WorldMark.taskStalled)
    let delay = stalls.delay.duration(from: &schedule)
    watcher?(.stalled(next.world, delay))
    _ = timers.arm(at: (now + delay).nanoseconds, of: next.world.number) { [unowned self] in
      ready.append(next.job, of: next.world)
    }
  }

  private func runTimers() {
    var budget = driver.timerBurst
    while budget > 0, let action = timers.popDue(at: now.nanoseconds) {
      action()
      budget -= 1
    }
  }
}

/// Random delays put before resumed tasks, as on an overloaded core.
package struct TaskStalls: Sendable, Equatable {
  /// The share of resumptions that stall.
  package var probability: Double
  /// For how long, in seconds.
  package var delay: Distribution

  /// Stalls of that share and length.
  package init(probability: Double, delay: Distribution) {
    self.probability = probability
    self.delay = delay
  }

  /// Every task runs as soon as its turn comes.
  package static let none = TaskStalls(probability: 0, delay: .constant(0))
}
