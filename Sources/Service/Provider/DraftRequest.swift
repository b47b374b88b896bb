/// What a model is asked.
struct DraftRequest: Sendable {
  let model: String
  let maxTokens: Int
  let prompt: String
  /// The id of the client's request, sent along so that both logs can be joined.
  let requestID: String
}
