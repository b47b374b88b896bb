/// A spec that was drafted before for the same model, system prompt and prompt.
struct CachedSpec: Sendable, Equatable {
  /// The spec as JSON.
  let json: String
  /// What it cost when it was drafted.
  let usage: TokenUsage
}
