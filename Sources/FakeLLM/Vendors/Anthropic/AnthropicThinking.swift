/// How a request wants the model to think.
struct AnthropicThinking {
  /// The `type` of the configuration.
  enum Kind: String, CaseIterable {
    case adaptive
    case betweenTools = "between_tools"
    case disabled
    case enabled
  }

  /// What is asked for; nil when the request does not say.
  private(set) var kind: Kind?
  /// The most tokens of thinking, where that is said.
  private(set) var budget: Int?
  /// Whether thinking is to be signed but not shown.
  private(set) var isHidden = false

  /// The least budget that the documentation allows.
  private static let budgetMin = 1024

  init(_ body: RequestObject<AnthropicWords>) throws(ProviderError) {
    guard let value = try body.optionalObject("thinking") else { return }
    let kind = Kind(rawValue: try value.type(among: Kind.allCases.map(\.rawValue)))
    self.kind = kind
    guard kind == .enabled || kind == .adaptive, let kind else { return }
    let path = value.path[kind.rawValue]
    let object = try RequestObject<AnthropicWords>(value.value, at: path)
    if kind == .enabled { budget = try object.int("budget_tokens", in: Self.budgetMin...Int.max) }
    isHidden = try object.optionalText("display", among: ["summarized", "omitted"]) == "omitted"
  }

  /// Whether the model is asked to think.
  var isWanted: Bool { kind.map { $0 != .disabled } ?? false }

  /// The first rule that it breaks together with the rest of the request.
  func fault(_ request: GenerationRequest, _ model: ClaudeModel?) -> ProviderError? {
    if let message = model.flatMap(refusal) { return AnthropicErrors.invalid(message) }
    if let budget, request.maxTokens <= budget {
      return AnthropicErrors.invalid(
        "`max_tokens` must be greater than `thinking.budget_tokens`.")
    }
    guard kind == .enabled else { return nil }
    switch request.toolChoice {
    case .auto, .none: return nil
    case .any, .named:
      return AnthropicErrors.invalid(
        "Thinking may not be enabled when tool_choice forces tool use.")
    }
  }

  /// What a model says to a kind of thinking that it does not have.
  private func refusal(_ model: ClaudeModel) -> String? {
    switch kind {
    case .enabled where !model.takesThinkingBudget:
      "\"thinking.type.enabled\" is not supported for this model. Use "
        + "\"thinking.type.adaptive\" and \"output_config.effort\" to control thinking behavior."
    case .disabled where model.alwaysThinks:
      "\"thinking.type.disabled\" is not supported for this model."
    case .adaptive where !model.takesAdaptiveThinking,
      .betweenTools where !model.takesAdaptiveThinking:
      "adaptive thinking is not supported on this model"
    default: nil
    }
  }
}
