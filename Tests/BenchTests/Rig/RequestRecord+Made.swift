import Service
import World

@testable import bmm_bench

extension RequestRecord {
  /// A request of a user that is told of in one breath.
  init(
    id: String, group: String, account: String, plan: Plan, host: String = "", route: Route,
    stage: String = "", isMeasured: Bool = true, planned: Instant, started: Instant
  ) {
    let user = RecordedUser(
      group: group, account: account, plan: plan, host: host, stage: stage,
      isMeasured: isMeasured)
    self.init(id: id, by: user, route: route, planned: planned, started: started)
  }
}

extension RecordedUser {
  /// The same user but for what is said.
  func but(host: String? = nil, isMeasured: Bool? = nil) -> RecordedUser {
    RecordedUser(
      group: group, account: account, plan: plan, host: host ?? self.host, stage: stage,
      isMeasured: isMeasured ?? self.isMeasured)
  }
}
