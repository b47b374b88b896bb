import EdgeSim
import FakeLLM
import Glibc
import Service
import World

/// The roles of a run, standing in a row: users, edge, service, provider.
///
/// They share nothing but connections; each has a world of its own on the same loop.
final class Stack: @unchecked Sendable {  // Confined to its loop.
  /// The world of the virtual users.
  let users: World
  /// The addresses of the roles that stand, from the outside in.
  private(set) var addresses: [(role: Topology.Role, address: Address)] = []

  private var worlds: [World]
  private var provider: FakeLLM?
  private var service: PreviewService?
  /// The proxies, from the outside in; nil where one has died.
  private var edges: [Edge?] = []
  /// The links on which things go wrong.
  private var links: [(name: String, hop: LinkHop)] = []
  /// Those rules of the provider that decided about a call before its last death.
  private var struckRules: [Bool] = []
  /// The roles that stand, or will again.
  private var standing: [StandingRole] = []
  private var accounts: [UserAccount] = []
  private let restarts: RoleRestarts
  private let scenario: Scenario
  private let topology: Topology
  private let arm: Arm
  private let journal: RunJournal

  /// Starts the roles of a scenario from the inside out; throws when an address cannot be had.
  init(
    _ scenario: Scenario, _ topology: Topology, on loop: Loop, _ arm: Arm, _ journal: RunJournal
  ) throws {
    self.scenario = scenario
    self.topology = topology
    self.arm = arm
    self.journal = journal
    // Users are split, so that all parts must plan the same starts and draw the same choices.
    users = World("users", on: loop, chance: RandomStream(seed: scenario.seed).child("users"))
    worlds = [users]
    restarts = RoleRestarts(in: users, arm)
    let provider = topology.has(.llm) ? try startProvider() : topology.provider
    let origin =
      topology.has(.service) ? try startService(provider: provider) : topology.origin
    if topology.has(.edge), let origin { try startEdges(before: origin) }
    if let front = addresses.first {
      let port = topology.port(of: front.role)
      addresses[0].address = try linked("users", front.role.rawValue, front.address, port: port)
    }
    restarts.plan(scenario.restarts, of: standing)
  }

  /// Where users send their requests: the outermost role.
  var target: UserTarget {
    guard let front = addresses.first else { preconditionFailure("no role stands") }
    return UserTarget(
      address: front.address, host: Self.publicHost, webOrigin: Self.webOrigin,
      pageBugs: scenario.service.knownBugs)
  }

  /// Where the users of a group send their requests: some have a way of their own.
  func target(of group: UserGroup) throws -> UserTarget {
    var target = target
    if let network = group.network {
      var link = network.link
      link.faults = network.toxics
      target.address = try stand(link, before: target.address)
    }
    return target
  }

  /// Lets the service know its users; an origin that is not ours knows its own.
  func seed(_ accounts: [UserAccount]) async throws {
    self.accounts = accounts
    try await service?.seed(accounts.map(\.user))
  }

  /// Stops the roles from the outside in; what runs may end until the deadline.
  func stop(by deadline: Instant) async {
    restarts.cancel()
    for edge in edges { await edge?.stop(by: deadline) }
    await service?.stop(by: deadline)
    await provider?.stop(by: deadline)
    // Behind the roles: until they are done, the links carry what they still say.
    for link in links { await link.hop.stop(by: deadline) }
    // They know how to start roles of this stack again, so each would keep the other.
    standing.removeAll()
  }

  /// What the first connection of each link with faults has carried, by the link's name.
  var firstConnections: [String: LinkTraffic] {
    Dictionary(uniqueKeysWithValues: links.map { ($0.name, $0.hop.firstConnection) })
  }

  /// What is open at the service at this moment; nothing while it is dead.
  var serverSample: ResultDocument.ServerSample {
    let world = standing.first { $0.name == Topology.Role.service.rawValue }?.world
    let usage = arm == .live ? try? ProcessUsage.of(getpid()) : nil
    return ResultDocument.ServerSample(
      at: users.now - .start, openConnections: world?.openConnections ?? 0,
      inFlight: service?.openRequests ?? 0, databaseQueue: service?.databaseQueue ?? 0,
      database: journal.takeDatabaseTime(), residentBytes: usage?.residentBytes)
  }

  /// What is still there, in words: after the end of a run, each is a leak.
  var leftovers: [String] {
    var found = restarts.failures
    for world in worlds + restarts.newWorlds {
      for leftover in world.leftovers { found.append("\(world.name): \(leftover)") }
    }
    if let provider, provider.openCalls > 0 {
      found.append("llm: \(provider.openCalls) generations")
    }
    for link in links where link.hop.openConnections > 0 {
      found.append("link \(link.name): \(link.hop.openConnections) connections")
    }
    for edge in edges.compactMap(\.self) where edge.openExchanges > 0 {
      found.append("edge: \(edge.openExchanges) exchanges")
    }
    return found
  }

  /// The public name of the service; users ask for it whatever address they connect to.
  static let publicHost = "api.bmm.example"
  /// The origin of the page that users look at.
  static let webOrigin = "https://bmm.example"

  // MARK: Roles

  private func startProvider() throws -> Address {
    let (world, address) = place(.llm)
    let start: RoleStart = { [self] world, address in
      let provider = FakeLLM(in: world, scenario.llm) { [journal] in journal.ended($0) }
      self.provider = provider
      return try provider.start(at: address)
    }
    let real = try start(world, address)
    standing.append(
      StandingRole(
        Topology.Role.llm.rawValue, in: world, at: real, start: { _ = try start($0, $1) },
        stop: { [self] in await provider?.stop(by: $0) }, forget: { [self] in forgetProvider() }))
    return stands(.llm, at: real)
  }

  /// One that comes again has decided nothing yet.
  private func forgetProvider() {
    struckRules = currentlyStruckRules
    provider = nil
  }

  /// Which rules of the provider have decided about a call, before its death or behind it.
  private var currentlyStruckRules: [Bool] {
    guard let now = provider?.struckRules else { return struckRules }
    return struckRules.isEmpty ? now : zip(struckRules, now).map { $0 || $1 }
  }

  /// What the scenario says of faults and rules and never came true, in words.
  func notExercised(by end: Duration) -> [String] {
    let struck = currentlyStruckRules
    let rules = scenario.llm.rules.indices.filter { !struck.indices.contains($0) || !struck[$0] }
    let faults = links.flatMap { name, hop in hop.idleFaults.map { "\($0.id) of \(name)" } }
    let outages = scenario.faultyLinks.flatMap { link in
      link.outages.filter { $0.window.start >= end }
        .map { "\(link.name) down at \(DurationText.write($0.window.start))" }
    }
    let deaths = scenario.restarts.filter { $0.at >= end }
      .map { "death of \($0.role) at \(DurationText.write($0.at))" }
    return rules.map { "llm.rules[\($0)]" } + faults + outages + deaths
  }

  /// Starts a role in a world, and says where it listens.
  private typealias RoleStart = (World, Address) throws -> Address

  private func startService(provider: Address?) throws -> Address {
    let (world, address) = place(.service)
    var configuration = scenario.service
    if let provider = try provider.map({ try linked("service", "llm", $0) }) {
      configuration.providers.anthropic.address = provider
      configuration.providers.zhipu.address = provider
    }
    configuration.mail = .handOver { [journal] in journal.mailed($0) }
    if !topology.has(.edge) { configuration.trustedProxies = .none }
    let make = { [self, configuration] (world: World) throws -> PreviewService in
      let made = try PreviewService(in: world, configuration) { [journal] in journal.wrote($0) }
      service = made
      if journal.keepsAll { made.watchDatabase { [journal] in journal.ended($0) } }
      return made
    }
    let real = try make(world).start(at: address)
    standing.append(
      StandingRole(
        Topology.Role.service.rawValue, in: world, at: real,
        start: { [self] world, address in
          let again = try make(world)
          // A database in memory has died with its process, and nobody would be known any more.
          try await again.seed(accounts.map(\.user))
          _ = try again.start(at: address)
        },
        stop: { [self] in await service?.stop(by: $0) }, forget: { [self] in service = nil }))
    return stands(.service, at: real)
  }

  /// Each proxy stands before the next; only the outermost is there for others to ask.
  private func startEdges(before origin: Address) throws {
    edges = scenario.hops.map { _ in nil }
    var (origin, behind) = (origin, Topology.Role.service.rawValue)
    for index in scenario.hops.indices.reversed() {
      let name = Self.hopName(index)
      origin = try startEdge(index, before: try linked(name, behind, origin))
      behind = name
    }
    _ = stands(.edge, at: origin)
  }

  private func startEdge(_ index: Int, before origin: Address) throws -> Address {
    let name = Self.hopName(index)
    let (world, address) = place(name, port: index == 0 ? port(of: .edge) : 0)
    var configuration = EdgeConfiguration(
      profile: scenario.hops[index].spoilt(by: scenario.service.knownBugs), origin: origin,
      host: Self.publicHost)
    configuration.isBehindCloudflare =
      index > 0 && scenario.hops[index - 1].product == .cloudflare
    let start: RoleStart = { [self, configuration] world, address in
      let onExchange: ((EdgeRecord) -> Void)? =
        journal.keepsAll ? { [journal] in journal.ended($0, at: name) } : nil
      let edge = Edge(in: world, configuration, onExchange: onExchange)
      edges[index] = edge
      return try edge.start(at: address)
    }
    let real = try start(world, address)
    standing.append(
      StandingRole(
        name, in: world, at: real, start: { _ = try start($0, $1) },
        stop: { [self] in await edges[index]?.stop(by: $0) },
        forget: { [self] in edges[index] = nil }))
    return real
  }

  /// The name of a proxy's world: `edge`, then `hop-2` and so on inwards.
  static func hopName(_ index: Int) -> String {
    index == 0 ? Topology.Role.edge.rawValue : "hop-\(index + 1)"
  }

  /// Puts a link with faults before an address if the scenario has one there.
  private func linked(
    _ from: String, _ to: String, _ address: Address, port: Int = 0
  ) throws -> Address {
    guard let link = scenario.faultyLinks.first(where: { $0.from == from && $0.to == to }) else {
      return address
    }
    return try stand(link, before: address, port: port)
  }

  /// Lets a link with faults stand before an address, and returns its own.
  private func stand(
    _ link: FaultyLink, before address: Address, port: Int = 0
  ) throws -> Address {
    if arm == .live, link.outages.contains(where: { $0.kind != .refused }) {
      throw LiveOutageError(link: link.name)
    }
    let (world, place) = place(link.worldName, port: port)
    // Only addresses of this machine can be taken on: from them one reaches this machine alone.
    let isHere = arm == .sim || address.isLoopback
    let hop = LinkHop(
      in: world, to: address, link.faults, outages: link.outages, handsHostOn: isHere)
    links.append((link.name, hop))
    return try hop.start(at: place)
  }

  /// The port a role listens at: any free one if a link with faults stands before it instead.
  private func port(of role: Topology.Role) -> Int {
    let front = scenario.faultyLinks.first { $0.from == "users" }
    return front?.to == role.rawValue ? 0 : topology.port(of: role)
  }

  private func place(_ role: Topology.Role) -> (World, Address) {
    place(role.rawValue, port: port(of: role))
  }

  private func place(_ name: String, port: Int) -> (World, Address) {
    let world = World(name, on: users.loop)
    worlds.append(world)
    return (world, Address(arm == .sim ? name : "127.0.0.1", port: port))
  }

  private func stands(_ role: Topology.Role, at address: Address) -> Address {
    addresses.insert((role, address), at: 0)
    return address
  }
}
