extension DroppedArrivals {
  /// What a run must show of them: none, or for a group with an allowance no more than that.
  func checks(of groups: [UserGroup], begun: (String) -> Int) -> [ExpectationResult] {
    let allowed = groups.filter { $0.arrivals.allowance != .none }
    let strict = rows.filter { row in !allowed.contains { $0.name == row.group } }
    let dropped = strict.reduce(0) { $0 + $1.count }
    let rest = ExpectationResult(
      name: "dropped arrivals", text: "dropped arrivals == 0", observed: Self.words(strict),
      pass: dropped == 0)
    return [rest] + allowed.map { check($0, begun: begun($0.name)) }
  }

  private func check(_ group: UserGroup, begun: Int) -> ExpectationResult {
    let name = "dropped arrivals(group=\(group.name))"
    let own = rows.filter { $0.group == group.name }
    let dropped = total(of: group.name)
    switch group.arrivals.allowance {
    case .count(let most):
      return ExpectationResult(
        name: name, text: "\(name) <= \(most)", observed: Self.words(own), pass: dropped <= most)
    case .share(let most):
      let share = Double(dropped) / Double(max(1, begun + dropped))
      return ExpectationResult(
        name: name, text: "\(name) <= \(Format.percentage(most))",
        observed: "\(Format.percentage(share)): \(Self.words(own)) beside \(begun) begun",
        pass: share <= most)
    }
  }

  /// `5: 3 of people for max-in-flight, 2 of people for no-socket`.
  static func words(_ rows: [Row]) -> String {
    guard !rows.isEmpty else { return "0" }
    let parts = rows.map { "\($0.count) of \($0.group) for \($0.reason.rawValue)" }
    return "\(rows.reduce(0) { $0 + $1.count }): \(parts.joined(separator: ", "))"
  }
}
