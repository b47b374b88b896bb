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
  private var continuation: UnsafeContinuation<Outcome, Never>?
  private var timer = TimerID.none

  /// A place for one task of this world at a time.
  package init(_ world: World) {
    self.world = world
  }

  /// Suspends until `wake`, or until the deadline; nil and `never` are none.
  @discardableResult
  package func park(until deadline: Instant?) async -> Outcome {
    await withUnsafeContinuation { continuation in
      precondition(self.continuation == nil, "two tasks wait for the same thing")
      self.continuation = continuation
      if let deadline, deadline != .never {
        timer = world.at(deadline) { [unowned self] in resume(.deadline) }
      }
    }
  }

  /// Lets the parked task go on; without one it does nothing.
  package func wake() {
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
