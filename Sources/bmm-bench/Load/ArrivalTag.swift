/// What a user's requests take over from the plan that made it come.
struct ArrivalTag: Sendable {
  /// The stage; empty where there are none.
  var stage = ""
  /// Whether they count for the figures.
  var isMeasured = true
  /// What a trace has instead of the step's prompt.
  var prompt: String?

  /// That of a closed loop's rounds before its warm-up ends.
  static let warmUp = ArrivalTag(stage: "warm-up", isMeasured: false)
}
