import World

/// What a request must reach to be a good one; what is not stated is not asked for.
struct Objectives: Equatable, Sendable {
  /// Time to first token.
  var ttft: Duration?
  /// Time per output token behind the first.
  var tpot: Duration?
  /// The whole time.
  var e2e: Duration?

  /// These, and others where these say nothing.
  func filled(from others: Objectives?) -> Objectives {
    Objectives(
      ttft: ttft ?? others?.ttft, tpot: tpot ?? others?.tpot, e2e: e2e ?? others?.e2e)
  }
}
