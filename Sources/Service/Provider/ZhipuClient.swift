import HTTP
import Wire
import World

/// Calls GLM's chat completions, which are in the manner of OpenAI's, for one whole answer.
struct ZhipuClient: Sendable {
  private let http: HTTPClient
  private let key: String

  init(_ http: HTTPClient, key: String) {
    self.http = http
    self.key = key
  }

  /// The whole answer.
  func complete(
    _ draft: DraftRequest, over upstream: Upstream, by deadline: Instant
  ) async throws -> ProviderAnswer {
    defer { upstream.closeCall() }
    try await upstream.send(request(draft), by: http, until: deadline)
    let head = try await upstream.head(by: upstream.silence(before: deadline))
    let body = try await upstream.wholeBody(by: deadline)
    guard head.status == 200 else { throw ProviderRefusal.failure(head, body) }
    let answer = try Self.answer(in: body)
    upstream.usage = answer.usage
    return answer
  }

  private func request(_ draft: DraftRequest) -> HTTPRequest {
    var body: [UInt8] = []
    let json: JSONValue = [
      "model": .string(draft.model), "max_tokens": .integer(Int64(draft.maxTokens)),
      "messages": [
        ["role": "system", "content": .string(SystemPrompt.text)],
        ["role": "user", "content": .string(draft.prompt)],
      ],
      "stream": false,
    ]
    json.write(into: &body)
    return HTTPRequest(
      "POST", "/api/paas/v4/chat/completions",
      fields: [
        "content-type": "application/json", "accept": "application/json",
        "authorization": "Bearer \(key)", "x-request-id": draft.requestID,
      ],
      body: body)
  }

  private static func answer(in body: [UInt8]) throws(ProviderFailure) -> ProviderAnswer {
    let completion: JSONValue
    do {
      completion = try JSONValue.parse(body)
    } catch {
      throw .malformed("the answer is not JSON: \(error)")
    }
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
