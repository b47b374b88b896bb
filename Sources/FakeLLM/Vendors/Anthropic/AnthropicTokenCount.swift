import HTTP
import Wire

/// `POST /v1/messages/count_tokens`: exactly what the same request's usage would say.
struct AnthropicTokenCount: PlainEndpoint {
  let reader: AnthropicRequestReader

  func answer(
    _ head: HTTPRequestHead, _ body: [UInt8], _ identity: CallIdentity
  ) throws(ProviderError) -> HTTPAnswer {
    let request = try reader.read(head, body, for: .count)
    let count: JSONValue = ["input_tokens": .integer(Int64(request.inputTokens))]
    return AnthropicDialect.answer(count, identity)
  }
}
