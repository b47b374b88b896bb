import HTTP
import Wire
import World

/// `GET /v1/models`, in pages, and `GET /v1/models/{id}`, as Anthropic spells them.
struct AnthropicModels: PlainEndpoint {
  let reader: AnthropicRequestReader
  /// The model asked for; nil asks for the list.
  let id: String?

  /// The documented bounds of a page.
  private static let pageSizes = 1...1000
  private static let pageSizeByDefault = 20

  func answer(
    _ head: HTTPRequestHead, _ body: [UInt8], _ identity: CallIdentity
  ) throws(ProviderError) -> HTTPAnswer {
    _ = try reader.key(head.fields)
    _ = try reader.version(head.fields)
    guard let id else {
      return AnthropicDialect.answer(try page(QueryItems(head.query)), identity)
    }
    guard let name = reader.models.name(for: id) else { throw AnthropicErrors.unknownModel(id) }
    return AnthropicDialect.answer(Self.description(of: name), identity)
  }

  // MARK: Pages

  private func page(_ query: QueryItems) throws(ProviderError) -> JSONValue {
    let names = reader.models.names
    let limit = try limit(query["limit"])
    let found: ArraySlice<String>
    let hasMore: Bool
    if let after = try place("after_id", query) {
      found = names[(after + 1)...].prefix(limit)
      hasMore = found.endIndex < names.count
    } else if let before = try place("before_id", query) {
      found = names[..<before].suffix(limit)
      hasMore = found.startIndex > 0
    } else {
      found = names.prefix(limit)
      hasMore = found.endIndex < names.count
    }
    return [
      "data": .array(found.map(Self.description)), "has_more": .bool(hasMore),
      "first_id": found.first.map(JSONValue.string) ?? .null,
      "last_id": found.last.map(JSONValue.string) ?? .null,
    ]
  }

  private func limit(_ text: String?) throws(ProviderError) -> Int {
    guard let text else { return Self.pageSizeByDefault }
    let path = FieldPath.body["limit"]
    guard let limit = Int(text) else {
      throw AnthropicWords.error(.wrongKind(.integer, found: .string(text)), at: path)
    }
    if limit < Self.pageSizes.lowerBound {
      throw AnthropicWords.error(.below(Self.pageSizes.lowerBound, found: limit), at: path)
    }
    if limit > Self.pageSizes.upperBound {
      throw AnthropicWords.error(.above(Self.pageSizes.upperBound, found: limit), at: path)
    }
    return limit
  }

  /// The index of the model that a page begins behind or ends before.
  private func place(_ name: String, _ query: QueryItems) throws(ProviderError) -> Int? {
    guard let id = query[name] else { return nil }
    guard let index = reader.models.names.firstIndex(of: id) else {
      throw AnthropicErrors.invalid("\(name): no model has the id \(id)")
    }
    return index
  }

  // MARK: One model

  private static func description(of name: String) -> JSONValue {
    let model = ClaudeModel(name)
    return [
      "type": "model", "id": .string(name), "display_name": .string(model?.displayName ?? name),
      // The vendor gives the epoch for a model whose date is not known.
      "created_at": .string(WallTime(seconds: 0).rfc3339), "lifecycle": "active",
      "line": model.map { .string($0.line) } ?? .null, "deprecated_at": .null,
      "retires_at": .null,
      "max_input_tokens": model.map { .integer(Int64($0.contextWindow)) } ?? .null,
      "max_tokens": model.map { .integer(Int64($0.maxTokens)) } ?? .null,
    ]
  }
}
