import Wire

/// A spec that can be sent to the client, new or from the cache.
final class DraftedSpec: Sendable {
  /// The spec as JSON.
  let json: String
  let model: String
  let usage: TokenUsage
  let isCached: Bool

  /// A spec that was drafted just now.
  init(json: String, model: String, usage: TokenUsage) {
    self.json = json
    self.model = model
    self.usage = usage
    isCached = false
  }

  /// A spec from the cache, of which each model has its own.
  init(_ kept: CachedSpec, of model: String) {
    json = kept.json
    self.model = model
    usage = kept.usage
    isCached = true
  }

  /// The same bytes on both routes: the body of the sync answer, and the data of the `spec` event.
  var payload: [UInt8] {
    var bytes: [UInt8] = []
    // The rest takes some hundred bytes.
    bytes.reserveCapacity(json.utf8.count + 256)
    var writer = JSONWriter(bytes: bytes)
    writer.beginObject()
    writer.key("spec")
    writer.raw(json)
    writer.key("model")
    writer.string(model)
    writer.key("cached")
    writer.bool(isCached)
    writer.key("usage")
    writer.beginObject()
    writer.key("inputTokens")
    writer.int(usage.inputTokens)
    writer.key("outputTokens")
    writer.int(usage.outputTokens)
    writer.endObject()
    writer.endObject()
    return writer.bytes
  }
}
