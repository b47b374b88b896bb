import HTTP
import World

/// `POST /v1/servers/preview`: the whole spec in one answer.
struct PreviewRoute: Sendable {
  let parts: ServiceParts

  /// Answers with the spec; throws what `record` has to tell and the client has to be answered.
  func handle(_ record: PreviewRecord) async throws {
    let preview = try await parts.admission.admit(record)
    if let spec = preview.kept {
      parts.world.mark(ServiceMark.cacheHit)
      try parts.flights.check(record)
      record.isFree(of: preview)
      return answer(record, spec)
    }
    let participant = try parts.flights.join(preview, record, isStreamed: false)
    defer { participant.leave() }
    try await participant.boarded()
    let spec = try await participant.spec()
    participant.leave()
    answer(record, spec)
  }

  @inline(never)
  private func answer(_ record: PreviewRecord, _ spec: DraftedSpec) {
    record.isCached = spec.isCached
    record.request.respond(200, spec.payload)
    record.close(.ready, status: 200)
  }
}
