import World

/// What a virtual timer costs: by callback, as a deadline that is put off, and as a task's sleep.
enum TimersGauge {
  /// A gauge of so many pending timers, each of which fires `rounds` times.
  static func make(pending: Int = 10_000, rounds: Int = 100) -> Gauge {
    Gauge(
      name: "sim.timers", about: "virtual timers: fire and arm again, put off, sleep of a task",
      isQuick: true, arm: .sim
    ) { bench in
      [
        fire(pending, rounds, bench),
        cancel(pending, rounds, bench),
        sleep(pending / 10, rounds * 10, bench),
      ]
    }
  }

  /// 130 tokens a second, as the streams of `TokensGauge`.
  private static let interval = Duration.nanoseconds(7_692_307)

  private static func fire(_ pending: Int, _ rounds: Int, _ bench: GaugeBench) -> Figure {
    let loop = Loop.simulated(SimOptions(seed: 1))
    let world = World("timers", on: loop)
    let tickers = (0..<pending).map { Ticker(world, phase: phase($0, of: pending), rounds) }
    let before = bench.cpuNanoseconds()
    _ = loop.run(until: .never)
    let spent = bench.cpuNanoseconds() - before
    let fired = tickers.reduce(0) { $0 + $1.fired }
    return Figure(
      id: "sim.timers.fire", title: "a timer fires and is armed again, \(pending) pending",
      unit: "ns", values: [Double(spent) / Double(fired)], target: 100)
  }

  /// Each token puts off its stream's keep-alive: the oldest deadline goes, a new one comes.
  private static func cancel(_ pending: Int, _ rounds: Int, _ bench: GaugeBench) -> Figure {
    let world = World("deadlines", on: Loop.simulated(SimOptions(seed: 1)))
    let deadline = world.now + .seconds(100)
    func arm(_ index: Int) -> TimerID {
      world.at(deadline + phase(index, of: pending)) {}
    }
    var timers = (0..<pending).map(arm)
    let before = bench.cpuNanoseconds()
    for _ in 0..<rounds {
      for index in timers.indices {
        world.cancel(timers[index])
        timers[index] = arm(index)
      }
    }
    let spent = bench.cpuNanoseconds() - before
    for timer in timers { world.cancel(timer) }
    return Figure(
      id: "sim.timers.cancel",
      title: "a deadline of 100 s is cancelled and armed, \(pending) pending",
      unit: "ns", values: [Double(spent) / Double(pending * rounds)], target: 40)
  }

  private static func sleep(_ tasks: Int, _ rounds: Int, _ bench: GaugeBench) -> Figure {
    let loop = Loop.simulated(SimOptions(seed: 1))
    let world = World("sleepers", on: loop)
    for index in 0..<tasks {
      world.spawn("sleeper") {
        await world.sleep(for: phase(index, of: tasks))
        for _ in 0..<rounds { await world.sleep(for: interval) }
      }
    }
    let before = bench.cpuNanoseconds()
    _ = loop.run(until: .never)
    let spent = bench.cpuNanoseconds() - before
    return Figure(
      id: "sim.timers.sleep", title: "a task sleeps once, \(tasks) tasks",
      unit: "ns", values: [Double(spent) / Double(tasks * rounds)])
  }

  /// Spreads the timers over one interval, since streams do not tick at the same instant.
  private static func phase(_ index: Int, of count: Int) -> Duration {
    .nanoseconds(interval.nanoseconds * Int64(index) / Int64(count))
  }

  /// A timer that arms itself again, some times.
  private final class Ticker {
    private(set) var fired = 0
    private let world: World
    private let rounds: Int

    init(_ world: World, phase: Duration, _ rounds: Int) {
      self.world = world
      self.rounds = rounds
      arm(after: phase)
    }

    private func arm(after pause: Duration) {
      _ = world.at(world.now + pause) { [self] in fire() }
    }

    private func fire() {
      fired += 1
      if fired < rounds { arm(after: interval) }
    }
  }
}
