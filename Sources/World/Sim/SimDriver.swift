/// The simulated world: virtual time, and a network in memory.
final class SimDriver: Driver {
  let readyBurst = 1_000_000
  let timerBurst = Int.max
  let epoch: WallTime
  /// In the simulation everything that can still happen is a task or a timer.
  let isIdle = true

  private let options: SimOptions
  private let chance: RandomStream
  private var listeners: [Address: SimListener] = [:]
  private var absences: [String: Absence] = [:]
  private var connectionCount = 0
  private var nextPort = 40_000

  init(_ options: SimOptions) {
    self.options = options
    epoch = options.epoch
    for host in options.silentHosts { absences[host] = .silent }
    chance = RandomStream(seed: options.seed).child("network")
  }

  func pass(until instant: Instant, on loop: Loop) {
    loop.now = max(loop.now, instant)
  }

  func burstEnd(at now: Instant) -> LoopEnd? {
    .spinning(at: now)
  }

  func enqueueFromOutside(_ job: UnownedJob, of world: World) {
    preconditionFailure("a thread touched the simulated world \(world.name): use a blocking lane")
  }

  func forget(_ world: World) {
    listeners = listeners.filter { $0.value.world !== world }
  }

  func setAbsence(_ absence: Absence?, of host: String) {
    absences[host] = absence
  }

  func lane(_ name: String, for world: World) -> any LaneDriver {
    SimLane(world, random: world.random.child(name), options.slowStatements)
  }

  func secret(byteCount: Int, from chance: inout RandomStream) -> String {
    Hexadecimal.text((0..<byteCount).map { _ in UInt8(truncatingIfNeeded: chance.next()) })
  }

  // MARK: Network

  func listen(
    at address: Address, for world: World, _ accepted: @escaping (Connection) -> Void
  ) throws(ListenError) -> any ListenerHandle {
    let real = Address(world.name, port: address.port == 0 ? takePort() : address.port)
    guard listeners[real] == nil else { throw .addressInUse(real) }
    let listener = SimListener(address: real, world: world, accepted: accepted) { [weak self] in
      // Somebody else may listen there by now, if this one's process was killed.
      if self?.listeners[real] === $0 { self?.listeners[real] = nil }
    }
    listeners[real] = listener
    return listener
  }

  func knows(_ address: Address) -> Bool { true }

  func connect(
    to address: Address, from host: String?, by deadline: Instant, for world: World,
    _ done: @escaping (Result<Connection, ConnectError>) -> Void
  ) {
    connectionCount += 1
    var random = chance.child("\(world.name) to \(address.host)").child(connectionCount)
    let profile = link(world.name, address.host)
    let arrival = world.now + profile.latency.duration(from: &random)
    let answer = arrival + profile.latency.duration(from: &random)
    let absence = absences[address.host]
    guard answer <= deadline, absence != .silent else {
      world.mark(WorldMark.connectTimedOut)
      _ = world.at(deadline) { done(.failure(.timedOut(address))) }
      return
    }
    if let absence {
      world.mark(WorldMark.hostAbsent)
      // A router or a resolver says so, about as far away as the host.
      let error = absence == .unresolved ? ConnectError.unresolved : ConnectError.unreachable
      _ = world.at(answer) { done(.failure(error(address))) }
      return
    }
    _ = world.at(arrival) { [self] in
      guard let listener = listeners[address] else {
        world.mark(WorldMark.connectRefused)
        _ = world.at(answer) { done(.failure(.refused(address))) }
        return
      }
      let (near, far) = join(
        world, host ?? world.name, listener, profile, random, notBefore: answer)
      listener.accepted(far)
      _ = world.at(answer) { done(.success(near)) }
    }
  }

  /// Makes the two ends of a connection and the two pipes between them.
  private func join(
    _ world: World, _ host: String, _ listener: SimListener, _ profile: LinkProfile,
    _ random: RandomStream, notBefore: Instant
  ) -> (near: Connection, far: Connection) {
    let near = Connection(world: world, peerHost: listener.address.host)
    let far = Connection(world: listener.world, peerHost: host)
    let there = SimPipe(
      from: near, to: far, line(profile, random.child("there")), notBefore: world.now)
    let back = SimPipe(
      from: far, to: near, line(profile, random.child("back")), notBefore: notBefore)
    near.attach(SimCarrier(out: there, in: back))
    far.attach(SimCarrier(out: back, in: there))
    return (near, far)
  }

  private func line(_ profile: LinkProfile, _ random: RandomStream) -> SimLine {
    SimLine(profile, options.latencyTail, random)
  }

  private func link(_ one: String, _ other: String) -> LinkProfile {
    let named = options.links.first {
      $0.from == one && $0.to == other || $0.from == other && $0.to == one
    }
    return named?.profile ?? options.defaultLink
  }

  private func takePort() -> Int {
    nextPort += 1
    return nextPort
  }
}

/// Listens in the simulated network.
final class SimListener: ListenerHandle {
  let address: Address
  let world: World
  private(set) var accepted: (Connection) -> Void
  private let forget: (SimListener) -> Void

  init(
    address: Address, world: World, accepted: @escaping (Connection) -> Void,
    forget: @escaping (SimListener) -> Void
  ) {
    self.address = address
    self.world = world
    self.accepted = accepted
    self.forget = forget
  }

  func close() {
    forget(self)
    // Who listened holds this listener, so that neither would ever be freed.
    accepted = { _ in }
  }
}

/// One end's view of the two pipes of a connection.
final class SimCarrier: Carrier {
  private let out: SimPipe
  private let incoming: SimPipe

  init(out: SimPipe, in incoming: SimPipe) {
    self.out = out
    self.incoming = incoming
  }

  func outputChanged() { out.pump() }

  func inputConsumed() { incoming.pump() }

  func closed(afterFinish: Bool) {
    incoming.receiverClosed()
    if !afterFinish { out.reset() }
  }
}

/// A lane in virtual time: one piece of work after the other, each taking its drawn cost.
final class SimLane: LaneDriver {
  private let world: World
  private var random: RandomStream
  private var faults: RandomStream
  private let slow: SlowStatements
  private var busyUntil = Instant.start

  init(_ world: World, random: RandomStream, _ slow: SlowStatements) {
    self.world = world
    self.random = random
    self.slow = slow
    faults = random.child("slow statements")
  }

  func run(
    cost: Distribution, _ work: @escaping @Sendable () -> Void,
    done: UnsafeContinuation<Void, Never>
  ) {
    var duration = cost.duration(from: &random)
    if faults.chance(slow.probability) {
      world.mark(WorldMark.slowStatement)
      duration = .nanoseconds(Int64(Double(duration.nanoseconds) * slow.factor))
      world.loop.watcher?(.slowStatement(world, duration))
    }
    if busyUntil > world.now { world.mark(WorldMark.laneQueued) }
    busyUntil = max(world.now, busyUntil) + duration
    _ = world.at(busyUntil) {
      work()
      done.resume()
    }
  }

  func close() {}
}
