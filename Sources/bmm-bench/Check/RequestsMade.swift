/// Whether a run had requests: of none of them everything can be said.
enum RequestsMade {
  static let name = "requests"

  /// The check of a run; nil where the scenario demands that there are none.
  static func check(_ evidence: Evidence) -> ExpectationResult? {
    guard !evidence.scenario.expectations.contains(where: \.demandsNoRequest) else { return nil }
    let measured = evidence.records.count { $0.isMeasured }
    let others = evidence.records.count - measured
    // Users of another part make them, or those who had not come yet.
    let mayLack = evidence.scenario.shard.isPart || evidence.end == .interrupted
    return check(measured, besides: others, mayLack: mayLack)
  }

  /// The check of so many requests, besides others that are not measured.
  static func check(
    _ count: Int, besides others: Int = 0, mayLack: Bool = false
  ) -> ExpectationResult {
    let none = others == 0 ? "no request was made" : "none of \(others) requests is measured"
    return ExpectationResult(
      name: name, text: "\(name) > 0", observed: count == 0 ? none : "\(count)",
      pass: count > 0 || mayLack)
  }
}
