/// The place where a task is parked: one continuation, an optional deadline, one waker.
///
/// A wake that finds nobody parked is not kept: look at what you wait for before you park.
package final class Wait: @unchecked Sendable {  // Confined to its world's loop.
  /// Why a parked task goes on.
  package enum Outcome: Sendable {
    /// Somebody called `wake`.
    case woken
    /// The deadline came first.
    case deadline
    /// A stand-in has begun what the task has to go on with.
    case handedOver
  }

  private let world: World
  private let keepsTimer: Bool
  private var continuation: UnsafeContinuation<Outcome, Never>?
  /// Whether a wake would reach somebody: not while a stand-in is busy or has its step to come.
  private var isParked = false
  private var outcome = Outcome.woken
  // The parked task holds it, and it is forgotten when the task goes on.
  private unowned(unsafe) var standIn: (any StandIn)?
  private var isBusy = false
  private var deadline = Instant.never
  private var timer = TimerID.none
  /// When the armed timer fires: at the deadline or before, in which case it is armed again.
  private var wakeTime = Instant.never

  /// A place for one task of this world at a time.
  package convenience init(_ world: World) {
    self.init(world, keepsTimer: false)
  }

  /// A place whose timer may stay when a task goes on, until the owner calls `settle`.
  ///
  /// Who waits for each token moves the deadline with each, and always further: it then costs
  /// nothing to move it.
  init(_ world: World, keepsTimer: Bool) {
    self.world = world
    self.keepsTimer = keepsTimer
  }

  deinit { world.cancel(timer) }

  /// Suspends until `wake`, or until the deadline; nil and `never` are none.
  @discardableResult
  package func park(until deadline: Instant?) async -> Outcome {
    await withUnsafeContinuation { park($0, until: deadline ?? .never) }
  }

  /// Suspends likewise; who wakes it lets a stand-in step first, which the task must hold.
  func park(until deadline: Instant, _ standIn: any StandIn) async -> Outcome {
    await withUnsafeContinuation {
      self.standIn = standIn
      park($0, until: deadline)
    }
  }

  private func park(
    _ continuation: UnsafeContinuation<Outcome, Never>, until deadline: Instant
  ) {
    precondition(self.continuation == nil, "two tasks wait for the same thing")
    self.continuation = continuation
    listen(until: deadline)
  }

  private func listen(until deadline: Instant) {
    isParked = true
    self.deadline = deadline
    if deadline < wakeTime { arm() }
  }

  /// Lets the parked task go on; without one it does nothing.
  package func wake() {
    guard isParked else { return }
    resume(.woken)
    if !keepsTimer { settle() }
  }

  // MARK: The steps of a stand-in

  /// Gives a stand-in that is busy its next step.
  func wakeStandIn() {
    guard continuation != nil, isBusy else { return }
    isBusy = false
    resume(.woken)
  }

  /// Whether a stand-in has taken the step of the parked task.
  func letStandInStep() -> Bool {
    guard let standIn, outcome == .woken else { return false }
    switch standIn.takeStep() {
    case .task: return false
    case .handOver:
      outcome = .handedOver
      return false
    case .busy: isBusy = true
    case .waiting(let deadline): listen(until: deadline)
    }
    return true
  }

  /// Lets the parked task go on.
  func resumeTask() {
    let parked = continuation
    continuation = nil
    standIn = nil
    parked?.resume(returning: outcome)
  }

  /// Disarms the timer that an earlier wait has left, unless somebody waits for it now.
  func settle() {
    guard !isParked else { return }
    world.cancel(timer)
    timer = .none
    wakeTime = .never
  }

  private func arm() {
    world.cancel(timer)
    wakeTime = deadline
    timer = world.at(deadline) { [unowned self] in timerFired() }
  }

  private func timerFired() {
    timer = .none
    wakeTime = .never
    guard isParked else { return }
    if world.now >= deadline {
      resume(.deadline)
    } else if deadline != .never {
      arm()
    }
  }

  private func resume(_ outcome: Outcome) {
    isParked = false
    self.outcome = outcome
    if standIn == nil { resumeTask() } else { world.enqueue(self) }
  }
}
