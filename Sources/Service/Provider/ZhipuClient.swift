import HTTP
import Wire
import World

/// Calls GLM's chat completions, which are in the manner of OpenAI's, for one whole answer.
struct ZhipuClient: Sendable {
  private let api: ProviderAPI

  init(_ http: HTTPClient, key: String) {
    api = ProviderAPI(
      http, "/api/paas/v4/chat/completions", key: ["authorization": "Bearer \(key)"])
  }

  /// The whole answer.
  func complete(_ draft: Draft) async throws -> ProviderAnswer {
    try api.ask(Self.json(draft), draft.requestID, over: draft.upstream)
    let completion = try await ProviderAPI.answer(of: draft.upstream)
    let answer = try Self.answer(in: completion)
    draft.upstream.report(answer.usage)
    return answer
  }

  private static func json(_ draft: Draft) -> JSONValue {
    [
      "model": .string(draft.tier.model), "max_tokens": .integer(Int64(draft.tier.maxTokens)),
      "messages": [
        ["role": "system", "content": .string(SystemPrompt.text)],
        ["role": "user", "content": .string(draft.preview.prompt)],
      ],
      "stream": false,
    ]
  }

  private static func answer(in completion: JSONValue) throws(ProviderFailure) -> ProviderAnswer {
    let choice = completion["choices"]?[0]
    guard let reason = choice?["finish_reason"]?.stringValue,
      let input = completion["usage"]?["prompt_tokens"]?.intValue,
      let output = completion["usage"]?["completion_tokens"]?.intValue
    else { throw .malformed("the answer lacks choices, finish_reason or usage") }
    return ProviderAnswer(
      text: Array((choice?["message"]?["content"]?.stringValue ?? "").utf8),
      end: try end(for: reason),
      usage: TokenUsage(inputTokens: input, outputTokens: output))
  }

  /// `network_error` and `abort` are how GLM reports that its own inference broke.
  private static func end(for reason: String) throws(ProviderFailure) -> ProviderAnswer.End {
    switch reason {
    case "length", "model_context_window_exceeded": return .cut
    case "sensitive", "content_filter": return .refused
    case "network_error", "abort": throw .reported("finish_reason \(reason)")
    default: return .whole
    }
  }
}
