import CSQLite
import World

/// `bmm-bench guard-test`: breaks a rule of the simulated world on purpose.
///
/// For the tests of the guard, which need a process that may abort; help does not list it.
enum GuardTestCommand {
  /// What is tried under guard.
  private enum Trial: String, CaseIterable {
    /// Reads clocks: prints virtual time.
    case clock
    /// Starts a task outside of the world: aborts.
    case task
    /// Hops to the main actor: aborts.
    case mainActor = "main-actor"
    /// Sleeps by the runtime's clock: aborts.
    case sleep
    /// Makes a thread: aborts.
    case thread
    /// Draws from the system: prints numbers of the seed.
    case random
    /// Shows hashes, the order of a set and an address: prints what is equal in every process.
    case hashing
  }

  static let spec = CommandSpec(
    name: "bmm-bench guard-test",
    summary: "Breaks a rule of the simulated world on purpose; for the tests of its guard.",
    positionals: .init(
      placeholder: "TRIAL", count: 1...1,
      help: Trial.allCases.map(\.rawValue).joined(separator: ", ")),
    flags: [FlagSpec(name: "seed", kind: .integer(0...Int.max), help: "the root of all chance")])

  /// Runs one trial in a guarded world.
  static func run(_ flags: Flags, _ console: Console) -> ExitCode {
    guard let trial = Trial(rawValue: flags.positionals[0]) else {
      console.note("\(spec.name): unknown trial \"\(flags.positionals[0])\"")
      return .unusable
    }
    let loop = Loop.simulated(SimOptions(seed: UInt64(flags.integer("seed") ?? 1)))
    let guardian = SimGuard(loop)
    do throws(SimGuardError) {
      try guardian?.arm()
    } catch {
      console.note("\(error)")
      return .unusable
    }
    defer { guardian?.disarm() }
    let world = World("trial", on: loop)
    world.spawn("culprit") { await perform(trial, in: world, console) }
    return loop.run(until: .start + .seconds(60)) == .idle ? .success : .checkFailed
  }

  private static func perform(_ trial: Trial, in world: World, _ console: Console) async {
    switch trial {
    case .clock:
      let passed = await Trespass.measure { await world.sleep(for: .milliseconds(2_500)) }
      console.print("continuous \(passed.continuous.seconds)")
      console.print("suspending \(passed.suspending.seconds)")
      console.print("calendar \(passed.second) \(databaseTime())")
    case .task: Trespass.startTask()
    case .mainActor: await Trespass.hopToMainActor()
    case .sleep: await Trespass.sleep()
    case .thread: makeThread(console)
    case .random: for number in Trespass.randomNumbers() { console.print("\(number)") }
    case .hashing: for text in Trespass.identities() { console.print(text) }
    }
  }

  /// A live lane is a thread: what a simulated run would get that takes the wrong loop.
  private static func makeThread(_ console: Console) {
    do {
      World("live", on: try Loop.live(LiveOptions(seed: 1))).lane("thread").close()
    } catch {
      console.note("\(error)")
    }
  }

  /// What SQLite takes for the present.
  private static func databaseTime() -> String {
    var (database, statement): (OpaquePointer?, OpaquePointer?)
    defer {
      sqlite3_finalize(statement)
      sqlite3_close(database)
    }
    guard sqlite3_open(":memory:", &database) == SQLITE_OK,
      sqlite3_prepare_v2(database, "SELECT datetime('now')", -1, &statement, nil) == SQLITE_OK,
      sqlite3_step(statement) == SQLITE_ROW, let text = sqlite3_column_text(statement, 0)
    else { return "no database" }
    return String(cString: text)
  }
}
