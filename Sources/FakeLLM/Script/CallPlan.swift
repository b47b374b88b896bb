/// One accepted call: what was asked, what will be said, and under which ids.
///
/// A class, so that all who write it share the one that there is.
final class CallPlan: Sendable {
  let identity: CallIdentity
  /// What was asked, without its texts.
  let request: GenerationRequest
  let script: Script

  init(identity: CallIdentity, request: GenerationRequest, script: Script) {
    self.identity = identity
    self.request = request.withoutTexts
    self.script = script
  }

  /// What the call is billed for once all of its script is generated.
  var usage: Usage {
    Usage(
      inputTokens: request.inputTokens, outputTokens: script.tokens,
      reasoningTokens: script.reasoningTokens)
  }
}
