import HTTP
import Wire

/// `GET /v1/models` and `GET /v1/models/{id}` as OpenAI spells them.
struct OpenAIModels: PlainEndpoint {
  let reader: OpenAIRequestReader
  /// The model asked for; nil asks for the list.
  let id: String?

  func answer(
    _ head: HTTPRequestHead, _ body: [UInt8], _ identity: CallIdentity
  ) throws(ProviderError) -> HTTPAnswer {
    _ = try reader.key(head.fields)
    guard let id else {
      let data = reader.models.names.map(Self.description)
      return OpenAIDialect.answer(["object": "list", "data": .array(data)], identity)
    }
    guard let name = reader.models.name(for: id) else { throw OpenAIErrors.unknownModel(id) }
    return OpenAIDialect.answer(Self.description(of: name), identity)
  }

  private static func description(of name: String) -> JSONValue {
    // The date of a model is not known here, so it is the epoch.
    ["id": .string(name), "object": "model", "created": 0, "owned_by": "system"]
  }
}
