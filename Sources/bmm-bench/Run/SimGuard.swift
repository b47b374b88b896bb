import CSimGuard
import World

/// Why a simulated run cannot be guarded: without the guard a seed would not name one run.
struct SimGuardError: Error, Equatable, CustomStringConvertible {
  /// The guard that does not work here.
  let guardName: String

  var description: String {
    "\(guardName) does not work on this system, so a seed would not name one run: use glibc and "
      + "Swift 6.3, or --world live"
  }
}

/// Keeps simulated code from what the machine offers beside its world.
///
/// The house rules see our own sources only. While this is armed, code below them (the runtime, the
/// C library, SQLite) gets the run's time and chance, and the first task or thread that leaves the
/// loop stops the program with a message that names it.
final class SimGuard {
  private let loop: Loop
  private var chance: RandomStream

  /// The guard of a run, or nil in a process that was not prepared for it, such as a test bundle.
  init?(_ loop: Loop) {
    guard bmm_guard_is_prepared() else { return nil }
    self.loop = loop
    chance = loop.machineChance
  }

  /// Fixes hashing and addresses by starting the program anew, where its command simulates.
  static func prepareProcess(_ arguments: [String]) {
    guard simulates(arguments) else { return }
    bmm_guard_prepare_process(CommandLine.unsafeArgv)
    bmm_guard_keep_memory(BenchLimits.keptMemoryBytes)
  }

  /// Whether a command line, without the program's name, runs anything in virtual time.
  static func simulates(_ arguments: [String]) -> Bool {
    let simulating = [
      "run", "replay", "explore", "mutants", "guard-test", "gauge", "digest", "explore-worker",
    ]
    guard let command = arguments.first, simulating.contains(command) else { return false }
    let isLive = zip(arguments, arguments.dropFirst()).contains { $0 == "--world" && $1 == "live" }
    return !isLive && !arguments.contains("--world=live")
  }

  /// Guards this thread from now on, and tries each guard.
  func arm() throws(SimGuardError) {
    let world = bmm_guard_world(
      context: Unmanaged.passUnretained(self).toOpaque(),
      now: { SimGuard.of($0).loop.now.nanoseconds }, random: { SimGuard.of($0).chance.next() },
      epoch: loop.epoch.nanoseconds)
    bmm_guard_arm(world)
    if let broken = bmm_guard_broken() {
      bmm_guard_disarm()
      throw SimGuardError(guardName: String(cString: broken))
    }
  }

  /// Lets this thread have the machine again; who armed has to keep the guard until then.
  func disarm() {
    bmm_guard_disarm()
  }

  private static func of(_ context: UnsafeMutableRawPointer?) -> SimGuard {
    guard let context else { preconditionFailure("the guard was armed without a run") }
    return Unmanaged<SimGuard>.fromOpaque(context).takeUnretainedValue()
  }
}
