import World

/// A link with faults: a TCP hop of its own between two roles, the same in both worlds.
///
/// It takes connections, connects on to the far end, and passes bytes through toxics both ways.
package final class LinkHop: @unchecked Sendable {  // Confined to its world's loop.
  private let world: World
  private let target: Address
  private let handsHostOn: Bool
  private let chance: RandomStream
  private var listener: Listener?
  /// Where it listens when it does.
  private var place = Address("", port: 0)
  private let outages: [LinkOutage]
  private var outage: LinkOutage?
  private var plan: [LinkFault]
  private var windowTimers: [TimerID] = []
  /// Open connections by their number, so that a change can go through them in order.
  private var open: [Int: LinkedConnection] = [:]
  private var accepted = 0
  private var first: LinkedConnection?
  /// The faults that have struck on connections that are over.
  private var struck: [String] = []
  private lazy var emptied = Wait(world)

  /// A link to a far end, which is not listening yet; with `handsHostOn` the far end sees the
  /// client's host instead of the link's. Links of one world need names of their own.
  package init(
    in world: World, to target: Address, _ faults: [LinkFault] = [],
    outages: [LinkOutage] = [], handsHostOn: Bool = false, name: String = "link"
  ) {
    self.world = world
    self.target = target
    self.handsHostOn = handsHostOn
    self.outages = outages
    plan = faults
    chance = world.random.child(name)
  }

  /// Starts to listen, and returns the address that clients use.
  package func start(at address: Address) throws(ListenError) -> Address {
    try listen(at: address)
    armWindows()
    applyOutage()
    return place
  }

  /// Takes no new connections, lets open ones end until the deadline, then resets the rest.
  package func stop(by deadline: Instant) async {
    close()
    if !open.isEmpty { await emptied.park(until: deadline) }
    halt()
  }

  /// Takes no new connections, and resets those that are open.
  func halt() {
    close()
    for connection in inOrder { connection.reset() }
  }

  /// Other faults from now on, also on open connections.
  func change(to faults: [LinkFault]) {
    plan = faults
    armWindows()
    applyPlan()
  }

  /// How many connections are open.
  package var openConnections: Int { open.count }

  /// What the first connection has carried so far.
  package var firstConnection: LinkTraffic { first?.carried ?? LinkTraffic() }

  /// The faults that no connection has met, or whose place none has come to.
  package var idleFaults: [LinkFault] {
    plan.filter { fault in
      !struck.contains(fault.id) && !inOrder.contains { $0.hasStruck(fault.id) }
    }
  }

  private var inOrder: [LinkedConnection] { open.sorted { $0.key < $1.key }.map(\.value) }

  private var atWork: [LinkFault] { plan.filter { $0.window.contains(world.now) } }

  private func accept(_ client: Connection) {
    accepted += 1
    let number = accepted
    // Weak, since the first connection stays for its figures, and would hold what holds it.
    let connection = LinkedConnection(number, client, atWork, chance: chance) { [weak self] in
      self?.ended(number)
    }
    open[number] = connection
    if number == 1 { first = connection }
    world.spawn("link") { [self] in await connectOn(connection) }
  }

  private func ended(_ number: Int) {
    for fault in plan where !struck.contains(fault.id) {
      if open[number]?.hasStruck(fault.id) == true { struck.append(fault.id) }
    }
    open[number] = nil
    if open.isEmpty { emptied.wake() }
  }

  private func connectOn(_ connection: LinkedConnection) async {
    do {
      let upstream = try await world.connect(
        to: target, from: handsHostOn ? connection.clientHost : nil,
        by: world.now + LinkLimits.connect)
      connection.join(upstream)
    } catch {
      world.mark(LinkMark.farEndGone)
      connection.reset()
    }
  }

  private func listen(at address: Address) throws(ListenError) {
    let listener = try world.listen(at: address) { [self] in accept($0) }
    place = listener.address
    self.listener = listener
  }

  /// Is reached or not, as the present says.
  private func applyOutage() {
    let now = outages.first { $0.window.contains(world.now) }
    guard now != outage else { return }
    if outage?.absence != now?.absence { world.setAbsence(now?.absence) }
    outage = now
    if now != nil { world.mark(LinkMark.down) }
    if now?.kind == .refused {
      listener?.close()
      listener = nil
      for connection in inOrder { connection.reset() }
    } else if listener == nil {
      // A port that somebody else has taken meanwhile goes on refusing.
      try? listen(at: place)
    }
  }

  private func applyPlan() {
    applyOutage()
    let faults = atWork
    if !open.isEmpty { world.mark(LinkMark.windowMoved) }
    for connection in inOrder { connection.change(to: faults) }
  }

  /// Looks at the plan again wherever a window of it begins or ends.
  private func armWindows() {
    for timer in windowTimers { world.cancel(timer) }
    windowTimers = (plan.map(\.window) + outages.map(\.window))
      .flatMap { [$0.bounds.start, $0.bounds.end] }
      .filter { $0 > world.now && $0 != .never }
      .map { instant in world.at(instant) { [self] in applyPlan() } }
  }

  private func close() {
    listener?.close()
    for timer in windowTimers { world.cancel(timer) }
  }
}
