import World

/// Lets the users of one group come, and waits until the last has gone.
final class GroupRunner: @unchecked Sendable {  // Confined to its world's loop.
  private let group: UserGroup
  private let accounts: [UserAccount]
  private let shard: Shard
  private let target: UserTarget
  private let world: World
  private let journal: RunJournal
  private let start: Instant
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
    self.target = target
    self.world = world
    self.journal = journal
    start = world.now
    allHaveGone = Wait(world)
  }

  /// Runs the group to its end.
  func run() async {
    switch group.arrivals {
    case .closed(let users, let rounds, let think):
      for number in 0..<users where shard.owns(number) { comeBack(number, rounds, think) }
    case .constant(let perSecond, let limit):
      await come(ConstantArrivals(perSecond: perSecond, limit: limit))
    case .poisson(let perSecond, let limit):
      let random = world.random.child("arrivals").child(group.name)
      await come(PoissonArrivals(perSecond: perSecond, limit: limit, random: random))
    }
    allHaveCome = true
    if present > 0 { await allHaveGone.park(until: nil) }
  }

  /// Open loop: users come by the plan, whatever the answers take.
  private func come(_ arrivals: some ArrivalProcess) async {
    var arrivals = arrivals
    var number = 0
    while let offset = arrivals.next() {
      defer { number += 1 }
      guard shard.owns(number) else { continue }
      let planned = start + offset
      if planned > world.now { await world.sleep(until: planned) }
      enter(number) { user in await user.goThrough(planned: planned) }
    }
  }

  /// Closed loop: a user comes again once it has its answer and has thought about it.
  private func comeBack(_ number: Int, _ rounds: Int, _ think: Distribution) {
    enter(number) { [self] user in
      for round in 0..<rounds {
        if round > 0 { await user.think(think) }
        await user.goThrough(planned: world.now)
      }
    }
  }

  private func enter(_ number: Int, _ act: @escaping @Sendable (VirtualUser) async -> Void) {
    let account = accounts[shard.account(of: number, among: accounts.count)]
    let user = VirtualUser(group, account, number: number, target, in: world, journal)
    present += 1
    world.spawn("user \(group.name)") { [self] in
      await act(user)
      user.leave()
      present -= 1
      if present == 0, allHaveCome { allHaveGone.wake() }
    }
  }
}
