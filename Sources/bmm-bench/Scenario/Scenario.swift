import EdgeSim
import FakeLLM
import Service
import World

/// A scenario: which roles stand, who uses them, and what must come of it.
struct Scenario: Sendable {
  /// The file it was read from.
  let file: String
  /// The text of that file; empty for one that was not read from a file.
  var source = ""
  /// The fingerprint of what it says, with all that the file extends and the command line sets.
  var fingerprint = ""
  /// What the command line set in it, as `--set` was given.
  var settings: [String] = []
  /// The name: the folder of its results.
  let name: String
  /// What it is about, in a sentence.
  let about: String
  /// The seed unless the command line gives one.
  var seed: UInt64
  /// The calendar time at its start in the simulation, or nil for the usual one.
  var date: WallTime?
  /// When the run is broken off, in virtual time.
  var limit: Duration
  /// In which order ready tasks run.
  var schedule: SchedulePolicy
  /// Random delays of resumed tasks.
  var stalls: TaskStalls
  /// Whether the seed draws how unkind the machine is, instead of the two above.
  var swarm = false
  /// What the swarm draws.
  var swarmFaults = SwarmFault.allCases
  /// The service; its providers' addresses are filled in when the roles start.
  var service: ServiceConfiguration
  /// The fake provider.
  var llm: FakeLLMConfiguration
  /// The proxies before the service, from the outside in.
  var hops: [EdgeProfile]
  /// The links that differ from the default.
  var links: [SimOptions.Link]
  /// The links on which things go wrong, in both worlds.
  var faultyLinks: [FaultyLink] = []
  /// When which role is started anew.
  var restarts: [Restart] = []
  /// The users.
  var groups: [UserGroup]
  /// What a request must reach to be a good one; nil where nothing is stated.
  var objectives: Objectives?
  /// What must hold of the figures.
  var expectations: [Expectation]
  /// Invariants that this scenario is known to break, and why.
  var violates: [KnownViolation]
  /// The bugs that make it fail once they are put back.
  var catches: KnownBugs = []
  /// How it runs on real sockets.
  var live: LivePlan
  /// Which of its users come.
  var shard = Shard.whole
}

extension Scenario {
  /// The shortest time that a proxy waits for an answer on a route, and how late it may be; nil
  /// where none limits it.
  func cap(for route: Route) -> (time: Duration, jitter: Duration)? {
    let caps = hops.compactMap { hop in hop.cap(for: route.path).map { ($0, hop.readJitter) } }
    return caps.min { $0.0 < $1.0 }
  }

  /// What the requests of a group must reach.
  func objectives(of group: String) -> Objectives {
    let own = groups.first { $0.name == group }?.objectives ?? Objectives()
    return own.filled(from: objectives)
  }
  /// What users have to see, in the order of the file.
  var sights: [Sight] { groups.flatMap { $0.steps.flatMap(\.sights) } }

  /// Today's service behind today's edge with the preset models, and nobody who uses it.
  static func bare() -> Scenario {
    Scenario(
      file: "", name: "bare", about: "", seed: 1, limit: BenchLimits.runLimit, schedule: .random,
      stalls: .none, service: ServiceDecoder.configuration(.today), llm: FakeLLMConfiguration(),
      hops: [.cloudflare2026], links: [], groups: [], expectations: [], violates: [],
      live: .timeScale(1))
  }
}

/// A role that dies, and is started anew a while later.
struct Restart: Equatable, Sendable {
  /// The name of its world: a proxy, the service or the provider.
  let role: String
  /// When it dies, or is told to stop.
  let at: Duration
  /// How long nobody is there.
  let down: Duration
  /// How long it has to end what runs, once it is told to stop; nil if it is killed.
  var drain: Duration?

  /// When it is there again at the latest.
  var end: Duration { at + (drain ?? .zero) + down }

  /// Whether it tells its clients before it goes; of proxies that is not asked.
  var isOrderly: Bool { drain != nil && role == Topology.Role.service.rawValue }

  /// Whether another one is to die while this one is dead, or the other way round.
  func overlaps(_ other: Restart) -> Bool {
    role == other.role && at <= other.end && other.at <= end
  }
}

/// An invariant that a scenario breaks on purpose, to show a bug.
struct KnownViolation: Equatable, Sendable {
  /// The invariant.
  let invariant: InvariantName
  /// Why it is broken here.
  let reason: String
}

/// Whether and how a scenario runs on real sockets.
enum LivePlan: Equatable, Sendable {
  /// With real seconds per scenario second.
  case timeScale(Double)
  /// Not at all, since the outcome would say nothing; with the reason.
  case skipped(reason: String)
}

/// Users that behave alike.
struct UserGroup: Sendable {
  /// The name of the group.
  let name: String
  /// The plans of their accounts.
  let plans: PlanMix
  /// When they come.
  let arrivals: Arrivals
  /// How many accounts they share.
  let accounts: Int
  /// What each does, in order.
  let steps: [UserStep]
  /// What their page is made of.
  var client = ClientModel()
  /// How long they think between two steps; not at all if nil.
  var think: Distribution?
  /// Their own way to the outermost role; that of all others if nil.
  var network: GroupNetwork?
  /// What their requests must reach, in place of what the scenario says for all.
  var objectives: Objectives?
}
