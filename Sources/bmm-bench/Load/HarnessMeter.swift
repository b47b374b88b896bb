import World

/// Looks once in a second of real time at how full the loop of a live run is.
final class HarnessMeter: @unchecked Sendable {  // Confined to its world's loop.
  /// The share of its time that the loop's thread worked, one value for each full second.
  private(set) var windows: [Double] = []
  private let world: World
  private let second: Duration
  private var watch = Stopwatch()
  private var spent = Int64(0)
  private var timer = TimerID.none

  /// Nothing measured yet; the time scale says how long a real second is for the world.
  init(in world: World, timeScale: Double) {
    self.world = world
    second = .seconds(1 / timeScale)
  }

  /// Looks from now on.
  func begin() {
    watch = Stopwatch()
    spent = ThreadTime.cpuNanoseconds
    timer = world.at(world.now + second) { [self] in
      let (now, elapsed) = (ThreadTime.cpuNanoseconds, watch.elapsed)
      windows.append(min(1, Double(now - spent) / Double(max(1, elapsed.nanoseconds))))
      begin()
    }
  }

  /// Looks no more.
  func end() {
    world.cancel(timer)
    timer = .none
  }
}
