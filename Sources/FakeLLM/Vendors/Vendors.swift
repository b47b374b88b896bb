/// The dialects that a provider speaks.
struct Vendors {
  /// Anthropic's Messages API.
  let anthropic: AnthropicDialect
  /// OpenAI's chat completions.
  let openAI: OpenAIDialect
  /// Zhipu's chat completions.
  let zhipu: ZhipuDialect
  /// Zhipu's path for clients of Anthropic.
  let zhipuAnthropic: ZhipuAnthropicDialect

  init(_ configuration: FakeLLMConfiguration) {
    anthropic = AnthropicDialect(configuration)
    openAI = OpenAIDialect(configuration)
    zhipu = ZhipuDialect(configuration)
    zhipuAnthropic = ZhipuAnthropicDialect(configuration)
  }
}
