import World

/// Counts what uses the store, so that a stop can wait for the last of it.
final class Activity: @unchecked Sendable {  // Confined to its world's loop.
  private var count = 0
  private let ended: Wait

  init(in world: World) {
    ended = Wait(world)
  }

  func begin() {
    count += 1
  }

  func end() {
    precondition(count > 0, "an activity ended that had not begun")
    count -= 1
    if count == 0 { ended.wake() }
  }

  /// Suspends until nothing is under way; the caller has ended all that could wait for long.
  func drained() async {
    while count > 0 { await ended.park(until: .never) }
  }
}
