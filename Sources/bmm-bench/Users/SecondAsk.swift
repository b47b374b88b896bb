import World

/// A second request that begins while a first one runs, unless that is over by then.
final class SecondAsk: @unchecked Sendable {  // Confined to its world's loop.
  private let world: World
  private var timer = TimerID.none
  private var isRunning = false
  private let isOver: Wait

  /// Asks after a pause.
  init(in world: World, after pause: Duration, _ ask: @escaping @Sendable () async -> Void) {
    self.world = world
    isOver = Wait(world)
    timer = world.at(world.now + pause) { [self] in
      isRunning = true
      world.spawn("second request") { [self] in
        await ask()
        isRunning = false
        isOver.wake()
      }
    }
  }

  /// The first one is over: waits for the second, if it has begun.
  func finish() async {
    world.cancel(timer)
    if isRunning { await isOver.park(until: nil) }
  }
}
