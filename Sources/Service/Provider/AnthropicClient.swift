import HTTP
import Wire
import World

/// Calls the Messages API, as one answer or as a stream.
struct AnthropicClient: Sendable {
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
    try await open(draft, streaming: false, over: upstream, by: deadline)
    let body = try await upstream.wholeBody(by: deadline)
    let answer = try Self.answer(in: body)
    upstream.usage = answer.usage
    return answer
  }

  /// The answer as it is written: each delta is handed out, then `onRead` may send them on.
  func stream(
    _ draft: DraftRequest, over upstream: Upstream, by deadline: Instant,
    onText: (ByteView) -> Void, onRead: () -> Void
  ) async throws -> ProviderAnswer {
    defer { upstream.closeCall() }
    try await open(draft, streaming: true, over: upstream, by: deadline)
    let stream = AnthropicStream()
    while !stream.message.isComplete {
      try upstream.checkpoint()
      guard try upstream.bodyNow({ stream.feed($0, onText) }) else {
        if upstream.isBodyRead { break }
        try await upstream.moreBody(by: upstream.silence(before: deadline))
        continue
      }
      upstream.usage = stream.message.usage
      onRead()
      if let failure = stream.failure { throw failure }
      if upstream.isCongested { try await upstream.room(by: deadline) }
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

  private func open(
    _ draft: DraftRequest, streaming: Bool, over upstream: Upstream, by deadline: Instant
  ) async throws {
    try await upstream.send(request(draft, streaming: streaming), by: http, until: deadline)
    let head = try await upstream.head(by: upstream.silence(before: deadline))
    guard head.status == 200 else {
      throw ProviderRefusal.failure(head, try await upstream.wholeBody(by: deadline))
    }
  }

  private func request(_ draft: DraftRequest, streaming: Bool) -> HTTPRequest {
    var body: [UInt8] = []
    let message: JSONValue = ["role": "user", "content": .string(draft.prompt)]
    let json: JSONValue = [
      "model": .string(draft.model), "max_tokens": .integer(Int64(draft.maxTokens)),
      "system": .string(SystemPrompt.text), "messages": [message], "stream": .bool(streaming),
    ]
    json.write(into: &body)
    return HTTPRequest(
      "POST", "/v1/messages",
      fields: [
        "content-type": "application/json", "accept": "application/json", "x-api-key": key,
        "anthropic-version": "2023-06-01", "x-request-id": draft.requestID,
      ],
      body: body)
  }

  /// The text, end and usage in the body of a whole answer.
  private static func answer(in body: [UInt8]) throws(ProviderFailure) -> ProviderAnswer {
    let message: JSONValue
    do {
      message = try JSONValue.parse(body)
    } catch {
      throw .malformed("the answer is not JSON: \(error)")
    }
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
