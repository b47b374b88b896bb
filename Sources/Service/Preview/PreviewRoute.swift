import HTTP
import World

/// `POST /v1/servers/preview`: the whole spec in one answer.
struct PreviewRoute: Sendable {
  let parts: ServiceParts

  /// Answers with the spec; throws what `record` has to tell and the client has to be answered.
  func handle(_ record: PreviewRecord) async throws {
    let preview = try await parts.admission.admit(record)
    let upstream = parts.upstream(for: record.request)
    defer { parts.previews.remove(upstream) }
    let spec: DraftedSpec
    do {
      spec = try await self.spec(for: preview, record, over: upstream)
    } catch {
      record.usage = upstream.usage
      throw error
    }
    try upstream.checkpoint()
    record.request.respond(200, spec.payload)
    record.close(.ready, status: 200)
  }

  private func spec(
    for preview: AdmittedPreview, _ record: PreviewRecord, over upstream: Upstream
  ) async throws -> DraftedSpec {
    if let hit = await parts.cache.spec(for: preview, record) {
      record.isCached = true
      // The hit was paid for by the request that drafted it.
      record.usage = TokenUsage(inputTokens: 0, outputTokens: 0)
      return hit
    }
    let spec = try await parts.drafter.generateSpec(preview, record.request.id, over: upstream)
    record.usage = spec.usage
    await parts.cache.keep(spec, for: preview, record)
    return spec
  }
}
