import FakeLLM
import HTTP
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
      placeholder: "ROLE", count: 0...1, help: "all (the default), edge, service, llm or link",
      words: ["all", "edge", "service", "llm", "link"]),
    flags: [
      FlagSpec(
        name: "port", kind: .integer(0...65_535), presence: .defaultsTo("0"),
        help: "the port of the outermost role; 0 is any free one"),
      FlagSpec(
        name: "scenario", kind: .text(placeholder: "FILE"),
        help: "takes models, service and edge from a scenario; its users do not come"),
      ScenarioFiles.setFlag,
      FlagSpec(
        name: "database", kind: .text(placeholder: "FILE"),
        help: "where the service remembers; made if need be, without it nothing outlives the end"),
      FlagSpec(
        name: "origin", kind: .text(placeholder: "HOST:PORT"),
        help: "the service behind the edge, if it is not ours"),
      FlagSpec(
        name: "provider", kind: .text(placeholder: "HOST:PORT"),
        help: "the provider behind the service, if it is not ours"),
      FlagSpec(
        name: "cassettes", kind: .text(placeholder: "DIR"),
        help: "recorded answers (*.jsonl) that the provider plays on request, by file name"),
      FlagSpec(
        name: "threads", kind: .integer(1...BenchLimits.threadsMax), presence: .defaultsTo("1"),
        help: "threads of the edge or the provider, among which the kernel spreads connections"),
      FlagSpec(
        name: "time-scale", kind: .fraction, presence: .defaultsTo("1"),
        help: "real seconds per second of the roles: 0.1 makes all of them ten times as fast"),
    ] + linkFlags,
    examples: [
      .init(line: "bmm-bench serve all --port 8080", use: "the whole stack, for curl or a browser"),
      .init(line: "bmm-bench serve llm --port 8080", use: "a provider for the tests of your code"),
    ],
    exits: [.success, .unusable],
    details: """
      the provider (llm):
        POST /v1/messages                      Anthropic; base URL: the printed one
        POST /v1/chat/completions              OpenAI; base URL: the printed one + /v1
        POST /api/paas/v4/chat/completions     Zhipu; base URL: the printed one + /api/paas/v4
        Any key is accepted. GET /v1/models lists the models, those of --scenario among them;
        without --scenario other versions of the vendors' models (gpt-6, claude-opus-6) answer too.
        The request header x-fakellm-script: {"status": 529, "times": 2, "id": "a"} makes calls
        fail, stall, speed up or say a given text.
        GET /__fakellm/requests tells what came in and went out; POST /__fakellm/script sets rules.
        Both want "Authorization: Bearer TOKEN" with the printed "control" token, which is the
        value of BMM_CONTROL_TOKEN if that is set, else a new one.
        docs/fakellm.md has all keys, limits, cassettes and examples for each SDK.

      links with faults (link):
        serve link --listen 127.0.0.1:8001 --upstream 127.0.0.1:8000 --control 8474
        The control API is toxiproxy's: its clients add and remove toxics at run time, and make more
        links by POST /proxies. docs/links.md has the toxics.
      """)

  /// Serves until the user wants it to end.
  static func run(_ flags: Flags, _ console: Console) -> ExitCode {
    do {
      if flags.fraction("time-scale") == 0 {
        throw UsageError(command: spec.name, message: "--time-scale must be above 0")
      }
      if flags.positionals.first == "link" {
        try serveLink(flags, console)
        return .success
      }
      try checkLinkFlags(flags)
      var scenario = try scenario(flags)
      if let file = flags.text("database") { scenario.service.databasePath = file }
      let topology = try topology(flags, scenario)
      try checkBugs(of: scenario, topology)
      let threads = flags.integer("threads") ?? 1
      if threads > 1 { try check(topology, scenario, for: threads) }
      try prepare(
        &scenario.llm, topology, threads: threads, cassettes: flags.text("cassettes"),
        isBare: flags.text("scenario") == nil)
      try serve(
        scenario, topology, threads: threads, timeScale: flags.fraction("time-scale") ?? 1,
        console)
      return .success
    } catch {
      console.note(error is UsageError ? "\(error)" : "bmm-bench serve: \(error)")
      return .unusable
    }
  }

  private static func scenario(_ flags: Flags) throws -> Scenario {
    let settings = try ScenarioFiles.settings(flags)
    if let file = flags.text("scenario") {
      return try ScenarioDecoder.read(file, setting: settings)
    }
    guard settings.isEmpty else {
      throw UsageError(command: spec.name, message: "--set changes a scenario: give --scenario")
    }
    return .bare()
  }

  private static func serve(
    _ scenario: Scenario, _ topology: Topology, threads: Int, timeScale: Double,
    _ console: Console
  ) throws {
    @Sendable func thread(
      _ number: Int, _ topology: Topology, _ ports: LiveOptions.Ports
    ) throws -> ServedThread {
      try ServedThread(
        number: number, of: scenario, topology, timeScale: timeScale, sharing: ports, console)
    }
    let first = try thread(0, topology, threads == 1 ? .own : .shared)
    let more = topology.onceMore(beside: first.stack.addresses)
    let others = try LiveThreads(threads - 1) { number in
      let other = try thread(number + 1, more, .joined)
      return { other.run() }
    }
    tellWhenReady(first, scenario.llm.controlToken, console)
    first.run {
      console.note("ending; what runs has \(Format.duration(BenchLimits.drain))")
    }
    others.join()
  }

  private static func tellWhenReady(
    _ first: ServedThread, _ token: ControlToken?, _ console: Console
  ) {
    let users = first.stack.users
    let accounts = Plan.allCases.map { UserAccount.demonstration(of: $0, in: users) }
    users.spawn("ready") {
      do {
        try await first.stack.seed(accounts)
        console.print(json: readyLine(first.stack, accounts, token))
      } catch {
        console.note("bmm-bench serve: the database cannot be filled: \(error)")
        Interruption.request()
      }
    }
  }

  private static func readyLine(
    _ stack: Stack, _ accounts: [UserAccount], _ token: ControlToken?
  ) -> String {
    var members = stack.addresses.map { role, address in
      JSONMember(key: role.rawValue, value: .string("http://\(address)"))
    }
    if let token, stack.addresses.contains(where: { $0.role == .llm }) {
      members.append(JSONMember(key: "control", value: .string(token.text)))
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
    let names = ["all"] + Topology.Role.allCases.map(\.rawValue) + ["link"]
    guard names.contains(word) else {
      let hint = NearestName.hint(for: word, among: names, listedAs: "roles")
      throw ServeError(reason: "unknown role \"\(word)\"\(hint)")
    }
    let outside: Topology.Role = scenario.hops.isEmpty ? .service : .edge
    var topology = Topology(outermost: Topology.Role(rawValue: word) ?? outside)
    guard topology.outermost != .edge || !scenario.hops.isEmpty else {
      throw ServeError(reason: "the scenario says edge: \"direct\", so there is no edge to serve")
    }
    topology.port = flags.integer("port") ?? 0
    topology.origin = try flags.text("origin").map { try address($0, "--origin") }
    topology.provider = try flags.text("provider").map { try address($0, "--provider") }
    return topology
  }

  /// Known bugs are for runs: what is served may be taken for the service as it is.
  private static func checkBugs(of scenario: Scenario, _ topology: Topology) throws {
    let bugs = scenario.service.knownBugs.names
    guard !bugs.isEmpty, topology.has(.service) || topology.has(.edge) else { return }
    throw ServeError(
      reason: "\(scenario.file) puts bugs back, which only a run may have: "
        + "\(bugs.joined(separator: ", ")); take them away by service.withoutBugs")
  }

  /// Only a role whose connections have nothing in common can stand on several threads.
  private static func check(
    _ topology: Topology, _ scenario: Scenario, for threads: Int
  ) throws {
    switch topology.outermost {
    case .edge: break
    case .service:
      throw ServeError(
        reason: "the service has one database, one cache and one list of previews, and so one "
          + "thread: leave --threads out, or serve edge --threads \(threads) before it")
    case .llm:
      let counts: [(what: String, isThere: Bool)] = [
        (
          "a rule of the scenario counts calls (nthCall)",
          scenario.llm.rules.contains { $0.match.nthCall != nil }
        ),
        ("the scenario limits what a key may use (llm.limits)", scenario.llm.limits.areCounted),
        (
          "a model of the scenario writes for so many calls at once (concurrent, fullSpeed)",
          scenario.llm.models.contains { $0.capacity != ModelCapacity() }
        ),
      ]
      guard let counting = counts.first(where: \.isThere) else { return }
      throw ServeError(
        reason: "\(counting.what), and each of \(threads) threads would count its own: leave "
          + "--threads out")
    }
  }

  private static func address(_ text: String, _ flag: String) throws(ServeError) -> Address {
    guard let address = AddressText.parse(text)
    else { throw ServeError(reason: "\"\(text)\" is no address: write HOST:PORT") }
    return try reachable(address, as: flag)
  }

  /// Names are not looked up, which whoever connects would be told too late.
  static func reachable(_ address: Address, as flag: String) throws(ServeError) -> Address {
    guard !address.isForSockets else { return address }
    throw ServeError(
      reason: "\(flag) \(address) is a name, and none is looked up: write its IPv4 address "
        + "(getent ahostsv4 \(address.host)) or localhost")
  }
}

/// Why nothing can be served.
struct ServeError: Error, CustomStringConvertible {
  let reason: String

  var description: String { reason }
}
