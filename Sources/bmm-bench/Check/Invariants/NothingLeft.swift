/// 13: at the end nothing is left: no connection, task, timer or generation.
enum NothingLeft: Invariant {
  static let name = InvariantName.nothingLeft

  static func check(_ evidence: Evidence) -> InvariantResult {
    var result = InvariantResult(name)
    result.check(evidence.end == .idle, "the run ended by \(evidence.end), not by itself")
    for leftover in evidence.leftovers { result.check(false, leftover) }
    return result
  }
}
