/// What came of a check.
struct ExpectationResult: Equatable, Sendable {
  /// The left side of the check, such as `p99(ttft)`.
  let name: String
  /// The whole check as it was written.
  let text: String
  /// What the run showed, formatted; "no samples" if there was nothing to compute with.
  let observed: String
  /// Whether the check held.
  let pass: Bool
}
