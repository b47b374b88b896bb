import HTTP
import Wire
import World

/// Calls the Messages API, as one answer or as a stream.
struct AnthropicClient: Sendable {
  private let api: ProviderAPI

  init(_ http: HTTPClient, key: String) {
    api = ProviderAPI(
      http, "/v1/messages", key: ["x-api-key": key, "anthropic-version": "2023-06-01"])
  }

  /// The whole answer.
  func complete(
    _ draft: DraftRequest, over upstream: Upstream, by deadline: Instant
  ) async throws -> ProviderAnswer {
    defer { upstream.closeCall() }
    let message = try await api.answer(
      to: Self.json(draft, streaming: false), draft.requestID, over: upstream, by: deadline)
    let answer = try Self.answer(in: message)
    upstream.report(answer.usage)
    return answer
  }

  /// The answer as it is written: `text` grows, and `onRead` may send on what has come.
  func stream(
    _ draft: DraftRequest, over upstream: Upstream, by deadline: Instant, into text: DraftText,
    onRead: () -> Void
  ) async throws -> ProviderAnswer {
    defer { upstream.closeCall() }
    try await api.open(
      Self.json(draft, streaming: true), draft.requestID, over: upstream, by: deadline)
    let stream = AnthropicStream(into: text)
    while !stream.message.isComplete {
      try upstream.checkpoint()
      guard try upstream.bodyNow({ stream.feed($0) }) else {
        if upstream.isBodyRead { break }
        try await upstream.moreBody(by: upstream.silence(before: deadline))
        continue
      }
      upstream.report(stream.message.usage)
      onRead()
      if let failure = stream.failure { throw failure }
    }
    let answer = try stream.message.answer()
    try await readTail(of: upstream, by: deadline)
    return answer
  }

  /// The body ends right behind the message; once that is read, the connection can be kept.
  private func readTail(of upstream: Upstream, by deadline: Instant) async throws {
    let patience = min(deadline, upstream.world.now + ServiceLimits.providerTail)
    do {
      while try await upstream.body(by: patience, { _ in }) {}
    } catch is ProviderFailure {
      // The message is complete: how its connection ends no longer matters.
    }
  }

  @inline(never)
  private static func json(_ draft: DraftRequest, streaming: Bool) -> JSONValue {
    let message: JSONValue = ["role": "user", "content": .string(draft.prompt)]
    return [
      "model": .string(draft.model), "max_tokens": .integer(Int64(draft.maxTokens)),
      "system": .string(SystemPrompt.text), "messages": [message], "stream": .bool(streaming),
    ]
  }

  /// The text, end and usage in a whole answer.
  private static func answer(in message: JSONValue) throws(ProviderFailure) -> ProviderAnswer {
    guard let blocks = message["content"]?.arrayValue,
      let stopReason = message["stop_reason"]?.stringValue,
      let input = message["usage"]?["input_tokens"]?.intValue,
      let output = message["usage"]?["output_tokens"]?.intValue
    else { throw .malformed("the answer lacks content, stop_reason or usage") }
    let text = blocks.compactMap { $0["text"]?.stringValue }.joined()
    return ProviderAnswer(
      text: Array(text.utf8), end: AnthropicMessage.end(for: stopReason),
      usage: TokenUsage(inputTokens: input, outputTokens: output))
  }
}
