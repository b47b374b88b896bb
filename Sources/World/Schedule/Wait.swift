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
  }

  private let world: World
  private let keepsTimer: Bool
  private var continuation: UnsafeContinuation<Outcome, Never>?
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
    await withUnsafeContinuation { continuation in
      precondition(self.continuation == nil, "two tasks wait for the same thing")
      self.continuation = continuation
      self.deadline = deadline ?? .never
      if self.deadline < wakeTime { arm() }
    }
  }

  /// Lets the parked task go on; without one it does nothing.
  package func wake() {
    guard continuation != nil else { return }
    resume(.woken)
    if !keepsTimer { settle() }
  }

  /// Disarms the timer that an earlier wait has left, unless somebody waits for it now.
  func settle() {
    guard continuation == nil else { return }
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
    guard continuation != nil else { return }
    if world.now >= deadline {
      resume(.deadline)
    } else if deadline != .never {
      arm()
    }
  }

  private func resume(_ outcome: Outcome) {
    let parked = continuation
    continuation = nil
    parked?.resume(returning: outcome)
  }
}
