/// The rules that the fields of a request keep only together, or that a model makes.
struct AnthropicRules {
  /// The model asked for; nil when its name tells no rules.
  let model: ClaudeModel?
  /// Whether the request asks for an answer, and not for a count alone.
  let isAnswer: Bool

  /// The first rule that is broken.
  func fault(
    _ request: GenerationRequest, _ messages: AnthropicMessages, _ tools: AnthropicTools,
    _ thinking: AnthropicThinking
  ) -> ProviderError? {
    if let fault = tools.fault ?? messages.fault { return fault }
    if messages.hasPrefill, model?.takesPrefill == false {
      return AnthropicErrors.invalid(
        "This model does not support assistant message prefill. The conversation must end with "
          + "a user message.")
    }
    guard isAnswer else { return nil }
    if let fault = thinking.fault(request, model) { return fault }
    return model.flatMap { sizeFault(request, $0) }
  }

  private func sizeFault(_ request: GenerationRequest, _ model: ClaudeModel) -> ProviderError? {
    if request.maxTokens > model.maxTokens {
      return AnthropicErrors.invalid(
        "max_tokens: \(request.maxTokens) > \(model.maxTokens), which is the maximum allowed "
          + "number of output tokens for \(request.model)")
    }
    if request.inputTokens > model.contextWindow {
      return AnthropicErrors.invalid(
        "prompt is too long: \(request.inputTokens) tokens > \(model.contextWindow) maximum")
    }
    return nil
  }
}
