/// A part of an open loop, with a plan of its own.
struct ArrivalStage: Sendable, Equatable {
  /// What checks call it; empty where there is only one.
  var name = ""
  /// How its starts lie in time.
  var shape: ArrivalShape
  /// Where it ends; a stage that another one follows ends by time.
  var limit: ArrivalLimit
  /// Whether its requests count for the figures; invariants look at all.
  var isMeasured = true
}
