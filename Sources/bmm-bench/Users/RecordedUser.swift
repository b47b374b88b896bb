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
}
