import Service

/// 8: a log-in link opens one session at most, however often and by how many at once it is clicked.
///
/// Counted is what users were given, and what the log says they were: an answer may be lost.
enum SingleUse: Invariant {
  static let name = InvariantName.singleUse

  static func check(_ evidence: Evidence) -> InvariantResult {
    var result = InvariantResult(name)
    let redeemed = redemptions(evidence.log)
    for (link, clicks) in evidence.records.grouped(by: { $0.link }) {
      let given = clicks.count { $0.session != nil }
      let logged = clicks.count { redeemed.contains($0.id) }
      result.check(
        given <= 1 && logged <= 1,
        "\(link): its link opened \(max(given, logged)) sessions in \(clicks.count) clicks")
    }
    return result
  }

  /// The requests that opened a session by a link, by the service's own word.
  private static func redemptions(_ log: [LogLine]) -> Set<String> {
    var ids: Set<String> = []
    for line in log where line["route"] == "magic_link_callback" && line["status"] == 303 {
      if let id = line["request_id"]?.stringValue { ids.insert(id) }
    }
    return ids
  }
}
