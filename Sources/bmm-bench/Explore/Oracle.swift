/// What told that a run has failed; two failures are the same one if they have the same oracle.
struct Oracle: Equatable, Sendable {
  /// Who told it.
  enum Kind: String, CaseIterable, Sendable {
    /// An invariant that was broken.
    case invariant
    /// A check of the scenario that did not hold.
    case check
    /// The process that ran the seed, by ending.
    case crash
    /// A process that ended over several seeds, none of which ends one by itself.
    case passing
    /// The clock: the seed was not over in time.
    case hang
    /// The digest of the seed's second run.
    case digest
  }

  let kind: Kind
  /// The invariant's name, the check's text, or what happened in words.
  let name: String

  /// The first thing that a run failed at, with what was seen; invariants go before checks.
  static func first(of result: RunResult) -> (oracle: Oracle, said: String)? {
    guard result.verdict == .failed else { return nil }
    let known = result.scenario.violates.map(\.invariant)
    let broken = result.invariants.first { $0.violations > 0 && !known.contains($0.name) }
    if let broken {
      let said = broken.examples.first ?? "\(broken.violations) of \(broken.checked) broken"
      return (Oracle(kind: .invariant, name: broken.name.rawValue), said)
    }
    // Whatever else does not hold then says nothing of the service.
    let failed = result.checks.filter { !$0.pass }
    let none = failed.first { $0.name == RequestsMade.name }
    guard let check = none ?? failed.first else { return nil }
    return (Oracle(kind: .check, name: check.text), "observed \(check.observed)")
  }
}
