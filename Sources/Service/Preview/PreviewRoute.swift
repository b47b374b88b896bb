import HTTP
import World

/// `POST /v1/servers/preview`: the whole spec in one answer.
struct PreviewRoute: Sendable {
  let parts: ServiceParts

  /// Answers with the spec; throws what `record` has to tell and the client has to be answered.
  func handle(_ record: PreviewRecord) async throws {
    let preview = try await parts.admission.admit(record)
    let participant = try parts.flights.join(preview, record, isStreamed: false)
    defer { participant.leave() }
    try await participant.boarded()
    let spec = try await participant.spec()
    participant.leave()
    record.isCached = spec.isCached
    record.request.respond(200, spec.payload)
    record.close(.ready, status: 200)
  }
}
