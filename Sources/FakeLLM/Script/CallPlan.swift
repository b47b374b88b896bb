/// One accepted call: what was asked, what will be said, and under which ids.
struct CallPlan: Sendable {
  let identity: CallIdentity
  let request: GenerationRequest
  let script: Script

  /// What the call is billed for once all of its script is generated.
  var usage: Usage {
    Usage(
      inputTokens: request.inputTokens, outputTokens: script.tokens,
      reasoningTokens: script.reasoningTokens)
  }
}
