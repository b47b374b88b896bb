import World

/// Parks one task until something has happened or a deadline has passed.
final class Signal: @unchecked Sendable {  // Confined to its world's loop.
  private let world: World
  private var parked: UnsafeContinuation<Void, Never>?
  private var timer = TimerID.none

  init(in world: World) {
    self.world = world
  }

  /// Suspends until `fire` or the deadline. The caller looks for itself what has happened, before
  /// as well as after, since a fire that finds nobody parked is not kept.
  func wait(until deadline: Instant) async {
    await withUnsafeContinuation { continuation in
      precondition(parked == nil, "two tasks wait for the same signal")
      parked = continuation
      if deadline != .never { timer = world.at(deadline) { [unowned self] in fire() } }
    }
  }

  /// Lets the parked task go on; without one it does nothing.
  func fire() {
    world.cancel(timer)
    timer = .none
    let continuation = parked
    parked = nil
    continuation?.resume()
  }
}
