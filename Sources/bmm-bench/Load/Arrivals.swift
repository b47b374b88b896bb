import Service

/// When the users of a group come, and how many of them there may be.
struct Arrivals: Sendable, Equatable {
  /// What decides over the next start.
  enum Kind: Sendable, Equatable {
    /// Each user's own last answer.
    case closed(ClosedLoop)
    /// A plan, whatever the answers take: stages, one behind the other.
    case open([ArrivalStage])
  }

  /// What decides over the next start.
  var kind: Kind
  /// How many users of an open loop may be there at a time; whoever comes then is dropped.
  var maxInFlight: Int?
  /// How many arrivals may be dropped before the run has failed.
  var allowance = DropAllowance.none

  /// Users of a closed loop.
  static func closed(_ loop: ClosedLoop) -> Arrivals { Arrivals(kind: .closed(loop)) }

  /// An open loop of one stage without a name.
  static func open(_ shape: ArrivalShape, _ limit: ArrivalLimit) -> Arrivals {
    Arrivals(kind: .open([ArrivalStage(shape: shape, limit: limit)]))
  }

  /// Whether any of its requests count for the figures.
  var isMeasured: Bool {
    guard case .open(let stages) = kind else { return true }
    return stages.contains { $0.isMeasured }
  }

  /// The names of all stages.
  var stageNames: [String] {
    switch kind {
    case .closed(let loop): loop.warmUp > .zero ? [ArrivalTag.warmUp.stage] : []
    case .open(let stages): stages.map(\.name).filter { !$0.isEmpty }
    }
  }

  /// The plans that a trace names.
  var plans: [Plan] {
    guard case .open(let stages) = kind else { return [] }
    let named = stages.flatMap { stage in stage.shape.trace?.plans ?? [] }
    return Plan.allCases.filter(named.contains)
  }
}
