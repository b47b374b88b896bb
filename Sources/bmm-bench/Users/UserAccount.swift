import Service
import World

/// An account of a group: who the service knows, with an open session.
struct UserAccount: Sendable {
  /// The seeded user.
  let user: SeededUser
  /// The address its requests come from; every account has its own, so that per-IP limits mean
  /// something.
  let host: String

  /// The accounts of a group, the same for every run of a seed.
  static func make(
    for group: UserGroup, number groupNumber: Int, in world: World
  ) -> [UserAccount] {
    let random = world.random.child("accounts").child(groupNumber)
    // Behind the group's own accounts stand those for each plan that a trace names.
    let plans =
      group.plans.plans(of: group.accounts, random.child("plans"))
      + group.arrivals.plans.flatMap { Array(repeating: $0, count: group.accounts) }
    return plans.enumerated().map { index, plan in
      var chance = random.child(index)
      let user = SeededUser(
        email: "\(group.name)-\(index)@users.example", plan: plan, sessionToken: token(&chance))
      return UserAccount(user: user, host: host(groupNumber, index))
    }
  }

  /// The account of a plan on a stack that is served for people to try.
  static func demonstration(of plan: Plan, in world: World) -> UserAccount {
    var chance = world.random.child("demonstration").child(plan.rawValue)
    let user = SeededUser(
      email: "\(plan.rawValue)@users.example", plan: plan, sessionToken: token(&chance))
    return UserAccount(user: user, host: "127.0.0.1")
  }

  private static func token(_ chance: inout RandomStream) -> String {
    (0..<4).map { _ in String(chance.next(), radix: 16) }.joined()
  }

  /// An address of the loopback range, which works in both worlds.
  private static func host(_ group: Int, _ index: Int) -> String {
    "127.\(1 + group % 250).\(index / 250 % 250).\(1 + index % 250)"
  }
}
