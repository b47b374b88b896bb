/// A model's whole answer, whichever provider it came from.
struct ProviderAnswer: Sendable, Equatable {
  /// Why the model stopped.
  enum End: Sendable {
    /// It had said all.
    case whole
    /// It ran out of tokens.
    case cut
    /// It, or a filter, refused.
    case refused
  }

  let text: [UInt8]
  let end: End
  let usage: TokenUsage
}
