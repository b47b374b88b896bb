import World

/// Lets roles die at the times that a scenario says, and come back a while later.
///
/// A simulated process is killed where it stands. Live, where all roles share a process, a role is
/// stopped at once instead: what it was doing is reset too. One that drains is told to stop, in
/// either world, and ends when it is done or its time is over.
final class RoleRestarts: @unchecked Sendable {  // Confined to its run's loop.
  private let users: World
  private let arm: Arm
  private var timers: [TimerID] = []
  private var isOver = false
  /// The worlds of those that came back.
  private(set) var newWorlds: [World] = []
  /// Who did not come back, and why.
  private(set) var failures: [String] = []

  init(in users: World, _ arm: Arm) {
    self.users = users
    self.arm = arm
  }

  /// From now on roles die when they are to.
  func plan(_ restarts: [Restart], of roles: [StandingRole]) {
    for restart in restarts {
      guard let role = roles.first(where: { $0.name == restart.role }) else { continue }
      timers.append(users.at(.start + restart.at) { [self] in die(role, restart) })
    }
  }

  /// The run is over: nobody dies or comes back any more.
  func cancel() {
    isOver = true
    for timer in timers { users.cancel(timer) }
  }

  private func die(_ role: StandingRole, _ restart: Restart) {
    if arm == .sim, restart.drain == nil { return end(role, restart) }
    users.spawn("restart") { [self] in
      await role.stop(users.now + (restart.drain ?? .zero))
      end(role, restart)
    }
  }

  private func end(_ role: StandingRole, _ restart: Restart) {
    if arm == .sim { role.world.kill() }
    role.forget()
    comeBack(role, at: users.now + restart.down)
  }

  private func comeBack(_ role: StandingRole, at instant: Instant) {
    guard !isOver else { return }
    let timer = users.at(instant) { [self] in
      users.spawn("restart") { [self] in await start(role) }
    }
    timers.append(timer)
  }

  private func start(_ role: StandingRole) async {
    if arm == .sim {
      role.world = World(role.name, on: users.loop)
      newWorlds.append(role.world)
    }
    do {
      try await role.start(role.world, role.address)
    } catch {
      failures.append("\(role.name) was not started again: \(error)")
    }
    if isOver { await role.stop(users.now) }
  }
}
