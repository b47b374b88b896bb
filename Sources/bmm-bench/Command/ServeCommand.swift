import Service
import Wire
import World

/// `bmm-bench serve`: lets the roles stand on real ports, for a browser, an SDK or another tool.
enum ServeCommand {
  static let spec = CommandSpec(
    name: "bmm-bench serve",
    summary:
      "Lets the roles stand on real ports of this machine and prints one JSON line when they are "
      + "ready: the base URL of each role that was started, and a session cookie per plan. A role "
      + "brings those behind it along unless their address is given. Ends on SIGINT and SIGTERM.",
    positionals: .init(
      placeholder: "ROLE", count: 0...1, help: "all (the default), edge, service or llm"),
    flags: [
      FlagSpec(
        name: "port", kind: .integer(0...65_535), presence: .defaultsTo("0"),
        help: "the port of the outermost role; 0 is any free one"),
      FlagSpec(
        name: "scenario", kind: .text(placeholder: "FILE"),
        help: "takes models, service and edge from a scenario; its users do not come"),
      FlagSpec(
        name: "origin", kind: .text(placeholder: "HOST:PORT"),
        help: "the service behind the edge, if it is not ours"),
      FlagSpec(
        name: "provider", kind: .text(placeholder: "HOST:PORT"),
        help: "the provider behind the service, if it is not ours"),
      FlagSpec(
        name: "time-scale", kind: .fraction, presence: .defaultsTo("1"),
        help: "real seconds per second of the roles: 0.1 makes all of them ten times as fast"),
    ])

  /// Serves until the user wants it to end.
  static func run(_ flags: Flags, _ console: Console) -> ExitCode {
    do {
      if flags.fraction("time-scale") == 0 {
        throw UsageError(command: spec.name, message: "--time-scale must be above 0")
      }
      let scenario = try flags.text("scenario").map(ScenarioDecoder.read) ?? .bare()
      let topology = try topology(flags, scenario)
      try serve(scenario, topology, timeScale: flags.fraction("time-scale") ?? 1, console)
      return .success
    } catch {
      console.note(error is UsageError ? "\(error)" : "bmm-bench serve: \(error)")
      return .unusable
    }
  }

  private static func serve(
    _ scenario: Scenario, _ topology: Topology, timeScale: Double, _ console: Console
  ) throws {
    let loop = try Loop.live(LiveOptions(seed: scenario.seed, timeScale: timeScale))
    let journal = RunJournal(keeping: .nothing) { console.note($0.json) }
    let stack = try Stack(scenario, topology, on: loop, .live, journal)
    let accounts = Plan.allCases.map { UserAccount.demonstration(of: $0, in: stack.users) }
    stack.users.spawn("ready") {
      do {
        try await stack.seed(accounts)
        console.print(readyLine(stack, accounts))
      } catch {
        console.note("bmm-bench serve: the database cannot be filled: \(error)")
        await end(stack)
      }
    }
    loop.whenInterrupted {
      console.note("ending; what runs has \(Format.duration(BenchLimits.drain))")
      stack.users.spawn("end") { await end(stack) }
    }
    _ = loop.run(until: .never)
  }

  private static func end(_ stack: Stack) async {
    await stack.stop(by: stack.users.now + BenchLimits.drain)
    stack.users.loop.end(within: BenchLimits.drain)
  }

  private static func readyLine(_ stack: Stack, _ accounts: [UserAccount]) -> String {
    var members = stack.addresses.map { role, address in
      JSONMember(key: role.rawValue, value: .string("http://\(address)"))
    }
    if stack.addresses.contains(where: { $0.role == .service }) {
      let sessions = accounts.map { account in
        JSONMember(
          key: account.user.plan.rawValue,
          value: .string("bmm_session=\(account.user.sessionToken)"))
      }
      members.append(JSONMember(key: "sessions", value: .object(sessions)))
    }
    return JSONValue.object(members).jsonString(pretty: false)
  }

  private static func topology(_ flags: Flags, _ scenario: Scenario) throws -> Topology {
    let word = flags.positionals.first ?? "all"
    let names = ["all"] + Topology.Role.allCases.map(\.rawValue)
    guard names.contains(word) else {
      let hint = NearestName.hint(for: word, among: names, listedAs: "roles")
      throw ServeError(reason: "unknown role \"\(word)\"\(hint)")
    }
    let outside: Topology.Role = scenario.edge == nil ? .service : .edge
    var topology = Topology(outermost: Topology.Role(rawValue: word) ?? outside)
    guard topology.outermost != .edge || scenario.edge != nil else {
      throw ServeError(reason: "the scenario says edge: \"direct\", so there is no edge to serve")
    }
    topology.port = flags.integer("port") ?? 0
    topology.origin = try flags.text("origin").map(address)
    topology.provider = try flags.text("provider").map(address)
    return topology
  }

  private static func address(_ text: String) throws -> Address {
    guard let address = AddressText.parse(text)
    else { throw ServeError(reason: "\"\(text)\" is no address: write HOST:PORT") }
    return address
  }
}

/// Why nothing can be served.
struct ServeError: Error, CustomStringConvertible {
  let reason: String

  var description: String { reason }
}
