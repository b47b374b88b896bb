import Service
import World

/// Lets the users of one group come, and waits until the last has gone.
final class GroupRunner: @unchecked Sendable {  // Confined to its world's loop.
  /// What a user does while it is there.
  private enum Course {
    /// All steps once.
    case once(planned: Instant)
    /// Round after round, with a pause behind each.
    case rounds
    /// Rounds by a plan that begins then.
    indirect case pace(ConstantArrivals, from: Instant)
  }

  private let group: UserGroup
  private let accounts: [UserAccount]
  private let shard: Shard
  private let scene: UserScene
  private let world: World
  private let journal: RunJournal
  private let start: Instant
  private let traced: [Plan]
  private let taskName: String
  /// Nil where users come by a plan.
  private let loop: ClosedLoop?
  private var present = 0
  private var allHaveCome = false
  private let allHaveGone: Wait

  init(
    _ group: UserGroup, _ accounts: [UserAccount], _ target: UserTarget, in world: World,
    _ journal: RunJournal, shard: Shard = .whole
  ) {
    self.group = group
    self.accounts = accounts
    self.shard = shard
    self.world = world
    self.journal = journal
    scene = UserScene(group, target, in: world, journal)
    start = world.now
    traced = group.arrivals.plans
    taskName = "user \(group.name)"
    if case .closed(let loop) = group.arrivals.kind { self.loop = loop } else { loop = nil }
    allHaveGone = Wait(world)
  }

  /// Runs the group to its end.
  func run() async {
    switch group.arrivals.kind {
    case .closed(let loop): await come(loop)
    case .open(let stages):
      let random = world.random.child("arrivals").child(group.name)
      await come(StagedArrivals(stages, random: random))
    }
    allHaveCome = true
    if present > 0 { await allHaveGone.park(until: nil) }
  }

  /// Open loop: users come by the plan, whatever the answers take.
  private func come(_ arrivals: StagedArrivals) async {
    var arrivals = arrivals
    var number = 0
    while let arrival = arrivals.next() {
      defer { number += 1 }
      guard shard.owns(number) else { continue }
      let planned = start + arrival.offset
      if planned > world.now { await world.sleep(until: planned) }
      journal.came(late: world.now - planned)
      enter(number, as: arrival, planned: planned)
    }
  }

  /// Lets a user of an open loop in if there is room.
  private func enter(
    _ number: Int, as arrival: StagedArrivals.Start, planned: Instant
  ) {
    guard present < group.arrivals.maxInFlight.map(shard.share) ?? .max else {
      return journal.dropped(group.name, .groupIsFull)
    }
    guard !journal.isFull else { return journal.dropped(group.name, .runIsFull) }
    let tag = ArrivalTag(
      stage: arrival.stage.name, isMeasured: arrival.stage.isMeasured,
      prompt: arrival.line?.prompt)
    // Behind the group's own accounts stand those for each plan that a trace names.
    let place = arrival.line?.plan.flatMap(traced.firstIndex).map { $0 + 1 } ?? 0
    let account = accounts[place * group.accounts + account(of: number)]
    enter(number, account, tag, .once(planned: planned))
  }

  private func account(of number: Int) -> Int {
    shard.account(of: number, among: group.accounts)
  }

  /// Closed loop: all users come at once, or one after the other.
  private func come(_ loop: ClosedLoop) async {
    for number in 0..<loop.users where shard.owns(number) {
      let begin = start + loop.start(of: number)
      if begin > world.now { await world.sleep(until: begin) }
      let tag = loop.isWarmUp(at: begin - start) ? .warmUp : ArrivalTag()
      enter(number, accounts[account(of: number)], tag, course(of: number, in: loop, begin))
    }
  }

  private func course(of number: Int, in loop: ClosedLoop, _ begin: Instant) -> Course {
    switch loop.rhythm {
    case .think: return .rounds
    case .pace(let perSecond):
      let limit = loop.limit.after(loop.start(of: number))
      return .pace(ConstantArrivals(perSecond: perSecond, limit: limit), from: begin)
    }
  }

  /// A user comes again once it has its answer and has thought about it.
  private func takeRounds(_ user: VirtualUser) async {
    var round = 0
    while mayBegin(round) {
      await goThrough(user, planned: world.now)
      // A run that is full answers at once, and the round would never end.
      guard !journal.isFull else { return }
      round += 1
      // No pause needs no turn of the loop: each round has waited for its answers.
      if let end = pause(of: user, before: round), end > world.now {
        await world.sleep(until: end)
      }
    }
  }

  private func mayBegin(_ round: Int) -> Bool {
    loop?.limit.allows(round, at: world.now - start) ?? false
  }

  /// When a user has thought enough; nil if no round is to follow, or none behind a pause.
  @inline(never)
  private func pause(of user: VirtualUser, before round: Int) -> Instant? {
    guard mayBegin(round), case .think(let pause) = loop?.rhythm else { return nil }
    return user.endOfPause(pause)
  }

  /// A user has a plan of rounds; behind a late answer it makes up for them, and the wait counts.
  private func keepPace(
    _ user: VirtualUser, _ rounds: ConstantArrivals, from begin: Instant
  ) async {
    var rounds = rounds
    while let offset = rounds.next() {
      let planned = begin + offset
      if planned > world.now { await world.sleep(until: planned) }
      await goThrough(user, planned: planned)
    }
  }

  /// A round of a closed loop.
  private func goThrough(_ user: VirtualUser, planned: Instant) async {
    if let loop, !loop.isWarmUp(at: planned - start) { user.endWarmUp() }
    await user.goThrough(planned: planned)
  }

  private func enter(
    _ number: Int, _ account: UserAccount, _ tag: ArrivalTag, _ course: Course
  ) {
    let user = VirtualUser(scene, account, number: number, tag)
    present += 1
    world.spawn(taskName) { [self] in
      switch course {
      case .once(let planned): await user.goThrough(planned: planned)
      case .rounds: await takeRounds(user)
      case .pace(let rounds, let begin):
        journal.came(late: world.now - begin)
        await keepPace(user, rounds, from: begin)
      }
      user.leave()
      present -= 1
      if present == 0, allHaveCome { allHaveGone.wake() }
    }
  }
}
