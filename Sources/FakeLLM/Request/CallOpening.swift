import World

/// What the books know of a call before it is over.
struct CallOpening {
  let number: Int
  /// The `x-request-id` it came with.
  let requestID: String?
  /// What was asked for; empty or 0 when the request was refused.
  let model: String
  let maxTokens: Int
  let inputTokens: Int
  let isStream: Bool
  /// When the request was complete.
  let started: Instant

  /// The entry in the books.
  func record(of result: GenerationResult) -> ProviderCall {
    ProviderCall(
      number: number, requestID: requestID, model: model, maxTokens: maxTokens,
      inputTokens: inputTokens, isStream: isStream, started: started, firstToken: result.firstToken,
      ended: result.ended,
      outputTokens: result.tokens, text: result.text, end: result.end)
  }
}
