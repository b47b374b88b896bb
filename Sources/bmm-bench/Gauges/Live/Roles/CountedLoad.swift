import World

/// A load that is brought under way, then counts for a while.
protocol CountedLoad: AnyObject {
  /// What was counted so far, in nanoseconds: times of answers, or lateness of events.
  var times: Histogram { get }
  /// What has failed so far.
  var errors: Int { get }
  /// Brings the load under way.
  func begin() async throws
  /// Begins or ends the counting.
  func count(_ isCounting: Bool)
}

/// What all loads have in common: their flags, and the way from warm-up to report.
enum LoadFlags {
  static let all = [
    FlagSpec(
      name: "target", kind: .text(placeholder: "HOST:PORT"), presence: .required,
      help: "who is put under load"),
    FlagSpec(
      name: "warm-up", kind: .duration, presence: .defaultsTo("1s"),
      help: "how long it runs before it counts"),
    FlagSpec(
      name: "window", kind: .duration, presence: .defaultsTo("3s"), help: "how long it counts"),
  ]

  /// Runs a load to its report; its connections end with the process.
  static func run(
    _ flags: Flags, _ spec: CommandSpec, _ console: Console,
    _ make: @escaping @Sendable (World, Address) -> any CountedLoad
  ) -> ExitCode {
    do {
      guard let target = AddressText.parse(flags.text("target") ?? "") else {
        throw UsageError(command: spec.name, message: "--target is no address: write HOST:PORT")
      }
      let loop = try Loop.live(LiveOptions(seed: 1))
      let world = World("load", on: loop)
      let outcome = Outcome()
      world.spawn("load") {
        let load = make(world, target)
        do {
          try await load.begin()
          outcome.report = await count(load, flags, in: world, console)
        } catch {
          console.note("\(spec.name): \(error)")
        }
        loop.end(within: .zero)
      }
      _ = loop.run(until: .never)
      guard let report = outcome.report else { return .checkFailed }
      console.print(report.line)
      return .success
    } catch {
      console.note("\(error)")
      return .unusable
    }
  }

  private static func count(
    _ load: any CountedLoad, _ flags: Flags, in world: World, _ console: Console
  ) async -> LoadReport {
    await world.sleep(for: flags.duration("warm-up") ?? .zero)
    let watch = Stopwatch()
    load.count(true)
    console.print(RoleLine.counting)
    await world.sleep(for: flags.duration("window") ?? .zero)
    // On a starved core not one answer may have come, and a rate of nothing says nothing.
    let deadline = world.now + BenchLimits.gaugePatience
    while load.times.count == 0, load.errors == 0, world.now < deadline {
      await world.sleep(for: .milliseconds(10))
    }
    load.count(false)
    return LoadReport(load.times, seconds: watch.elapsed.seconds, errors: load.errors)
  }

  /// The way from the load's task to the end of its loop.
  private final class Outcome: @unchecked Sendable {  // Read after the loop has ended.
    var report: LoadReport?
  }
}
