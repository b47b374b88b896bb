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
  func complete(_ draft: Draft) async throws -> ProviderAnswer {
    try ask(draft, streaming: false)
    let message = try await ProviderAPI.answer(of: draft.upstream)
    let answer = try Self.answer(in: message)
    draft.upstream.report(answer.usage)
    return answer
  }

  /// The answer as it is written: its text goes to `stream`.
  func stream(
    _ draft: Draft, into stream: DraftStream
  ) async throws -> ProviderAnswer {
    try ask(draft, streaming: true)
    let upstream = draft.upstream
    try await upstream.sent()
    try await upstream.readHead()
    if upstream.refusal != nil { throw try await ProviderAPI.refusal(of: upstream) }
    let message = AnthropicStream(into: stream.text)
    while try !Self.read(message, of: upstream, stream) {
      try await upstream.moreBody(by: upstream.silenceEnd)
    }
    let answer = try message.answer()
    try await readTail(of: upstream)
    return answer
  }

  /// Takes in what has come; true once there is nothing more to wait for.
  @inline(never)
  private static func read(
    _ message: AnthropicStream, of upstream: Upstream, _ stream: DraftStream
  ) throws -> Bool {
    while !message.message.isComplete {
      try upstream.checkpoint()
      guard try upstream.bodyNow({ message.feed($0) }) else { return upstream.isBodyRead }
      upstream.report(message.message.usage)
      stream.onRead()
      if let failure = message.failure { throw failure }
    }
    return true
  }

  /// The body ends right behind the message; once that is read, the connection can be kept.
  private func readTail(of upstream: Upstream) async throws {
    let patience = upstream.world.now + ServiceLimits.providerTail
    do {
      while try await upstream.body(by: patience, { _ in }) {}
    } catch is ProviderFailure {
      // The message is complete: how its connection ends no longer matters.
    }
  }

  @inline(never)
  private func ask(_ draft: Draft, streaming: Bool) throws(CallStop) {
    try api.ask(Self.json(draft, streaming: streaming), draft.requestID, over: draft.upstream)
  }

  private static func json(_ draft: Draft, streaming: Bool) -> JSONValue {
    let message: JSONValue = ["role": "user", "content": .string(draft.preview.prompt)]
    return [
      "model": .string(draft.tier.model), "max_tokens": .integer(Int64(draft.tier.maxTokens)),
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
