import HTTP
import Wire
import World

/// `POST /v1/servers/preview/stream`: the model's text as it comes, then one terminal event.
struct PreviewStreamRoute: Sendable {
  let parts: ServiceParts

  private var bugs: KnownBugs { parts.configuration.knownBugs }

  /// Streams a spec; throws only what can still be answered as an ordinary error, or a call stop.
  func handle(_ record: PreviewRecord) async throws {
    let preview = try await parts.admission.admit(record)
    if let spec = preview.kept { return try await replay(record, preview, spec) }
    let participant = try join(preview, record)
    defer { participant.leave() }
    try await participant.boarded()
    let stream = start(record)
    let ending: Ending
    do {
      ending = .spec(try await participant.follow(with: stream))
    } catch {
      ending = try Self.ending(error)
    }
    participant.leave()
    await conclude(record, stream, ending)
    stream.end()
  }

  /// One word, and not the longest of its values, in the memory of a task that waits for long.
  private indirect enum Ending {
    case spec(DraftedSpec)
    case failed(SpecError)
    case stopped
  }

  @inline(never)
  private static func ending(_ error: any Error) throws -> Ending {
    switch error {
    case let error as SpecError: return .failed(error)
    case CallStop.stopping: return .stopped
    default: throw error
    }
  }

  /// Throws where a tier's provider does not stream: the page then asks for the whole.
  private func checkStreams(_ tier: Tier) throws(Rejection) {
    guard !tier.provider.streams, !bugs.contains(.streamForHobby) else { return }
    throw .streamingUnavailable
  }

  @inline(never)
  private func join(
    _ preview: AdmittedPreview, _ record: PreviewRecord
  ) throws -> Participant {
    try checkStreams(preview.tier)
    return try parts.flights.join(preview, record, isStreamed: preview.tier.provider.streams)
  }

  /// Answers with a spec from the cache.
  @inline(never)
  private func replay(
    _ record: PreviewRecord, _ preview: AdmittedPreview, _ spec: DraftedSpec
  ) async throws {
    try checkStreams(preview.tier)
    parts.world.mark(ServiceMark.cacheHit)
    try parts.flights.check(record)
    record.isFree(of: preview)
    let stream = start(record)
    await conclude(record, stream, .spec(spec))
    stream.end()
  }

  @inline(never)
  private func start(_ record: PreviewRecord) -> EventStream {
    let stream = EventStream(
      record.request.exchange, in: parts.world, by: parts.events,
      keepAlive: parts.configuration.keepAliveInterval, bugs: bugs)
    var fields = record.request.fields(status: 200)
    if bugs.contains(.corsMissingOnStreams) { fields.remove("access-control-allow-origin") }
    stream.start(fields)
    return stream
  }

  private func conclude(
    _ record: PreviewRecord, _ stream: EventStream, _ ending: Ending
  ) async {
    if stream.isUnderPressure { parts.world.mark(ServiceMark.terminalUnderPressure) }
    // As it was: the `finally` block was there first.
    if bugs.contains(.responseEndedEarly) { stream.end() }
    let terminal = TerminalEvent(in: parts.world, parts.activity, bugs: bugs)
    await terminal.deliver {
      switch ending {
      case .spec(let spec): succeed(record, stream, spec)
      case .failed(let error): fail(record, stream, error)
      case .stopped:
        send(.serviceStopping, on: stream)
        record.close(for: CallStop.stopping)
      }
    }
    cleanUp(record, stream, terminal)
  }

  private func succeed(_ record: PreviewRecord, _ stream: EventStream, _ spec: DraftedSpec) {
    record.isCached = spec.isCached
    stream.event(.spec, spec.payload)
    record.close(.ready, status: 200)
  }

  private func fail(_ record: PreviewRecord, _ stream: EventStream, _ error: SpecError) {
    var json: [UInt8] = []
    error.json(bugs).write(into: &json)
    stream.event(.error, json)
    record.close(for: error)
  }

  private func send(_ rejection: Rejection, on stream: EventStream) {
    var json: [UInt8] = []
    rejection.json.write(into: &json)
    stream.event(.error, json)
  }

  /// Behind the stream: a client must not be left without a terminal event, whatever went wrong.
  private func cleanUp(
    _ record: PreviewRecord, _ stream: EventStream, _ terminal: TerminalEvent
  ) {
    if terminal.isResolved, !bugs.contains(.duplicateTerminalEvent) { return }
    send(.internalError, on: stream)
    record.close(.unresolved, status: Rejection.internalError.status)
  }
}
