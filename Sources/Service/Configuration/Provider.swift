/// Who runs the model of a tier.
package enum Provider: String, Sendable, CaseIterable {
  /// Claude, by the Messages API; can stream.
  case anthropic
  /// GLM, by an API in the manner of OpenAI's chat completions; used without streaming.
  case zhipu

  /// Whether the stream route serves this provider's models ("Anthropic-only", history).
  var streams: Bool { self == .anthropic }
}
