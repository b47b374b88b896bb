import Service

/// Who asked, as the records of all requests of a user have it: one object, and no copies.
final class RecordedUser: Sendable {
  /// The group of users.
  let group: String
  /// Whose account was used, by its address; several users may share one.
  let account: String
  /// The user's plan.
  let plan: Plan
  /// The address from which the user asks; empty if it is not known.
  let host: String
  /// The stage of its arrival; empty where there are none.
  let stage: String
  /// Whether its requests count for the figures.
  let isMeasured: Bool

  init(
    group: String, account: String, plan: Plan, host: String = "", stage: String = "",
    isMeasured: Bool = true
  ) {
    self.group = group
    self.account = account
    self.plan = plan
    self.host = host
    self.stage = stage
    self.isMeasured = isMeasured
  }

  /// Whoever uses an account, in a group and a stage.
  convenience init(_ account: UserAccount, of group: String, as tag: ArrivalTag) {
    self.init(
      group: group, account: account.user.email, plan: account.user.plan, host: account.host,
      stage: tag.stage, isMeasured: tag.isMeasured)
  }

  /// The same one behind the warm-up.
  func measured() -> RecordedUser {
    RecordedUser(group: group, account: account, plan: plan, host: host)
  }
}
