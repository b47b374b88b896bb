/// The one place where a task is parked: one continuation, an optional deadline, one waker.
final class Wait {
  /// Why a parked task goes on.
  enum Outcome {
    case woken
    case deadline
  }

  private let world: World
  private var continuation: UnsafeContinuation<Outcome, Never>?
  private var timer = TimerID.none

  init(_ world: World) {
    self.world = world
  }

  /// Suspends until `wake`, or until the deadline.
  func park(until deadline: Instant?) async -> Outcome {
    await withUnsafeContinuation { continuation in
      precondition(self.continuation == nil, "two tasks wait for the same thing")
      self.continuation = continuation
      if let deadline, deadline != .never {
        timer = world.at(deadline) { [unowned self] in resume(.deadline) }
      }
    }
  }

  /// Lets the parked task go on; without one it does nothing.
  func wake() {
    guard continuation != nil else { return }
    world.cancel(timer)
    resume(.woken)
  }

  private func resume(_ outcome: Outcome) {
    timer = .none
    let parked = continuation
    continuation = nil
    parked?.resume(returning: outcome)
  }
}
