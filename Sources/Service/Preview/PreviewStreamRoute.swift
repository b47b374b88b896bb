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
    guard preview.tier.provider.streams else { throw Rejection.streamingUnavailable }
    let upstream = parts.upstream(for: record.request)
    defer { parts.previews.remove(upstream) }
    try upstream.checkpoint()
    let stream = EventStream(
      record.request.exchange, in: parts.world, keepAlive: parts.configuration.keepAliveInterval,
      bugs: bugs)
    stream.start(record.request.fields(status: 200))
    upstream.keepAlive(stream)
    try await run(preview, record, upstream, stream)
    stream.end()
  }

  private func run(
    _ preview: AdmittedPreview, _ record: PreviewRecord, _ upstream: Upstream,
    _ stream: EventStream
  ) async throws(CallStop) {
    let terminal = TerminalEvent(in: parts.world, parts.activity, bugs: bugs)
    let tier = preview.tier
    let budget = Budget(from: preview.complete, tier.streamTimeout, of: tier)
    let handlers = handlers(preview, record, upstream, stream, terminal, budget)
    if let hit = await parts.cache.spec(for: preview, record) {
      await handlers.onSpec(hit)
    } else {
      do {
        try await parts.drafter.streamSpec(
          preview, record.request.id, over: upstream, budget, handlers)
      } catch {
        record.usage = upstream.usage
        throw error
      }
    }
    cleanUp(record, stream, terminal)
  }

  private func handlers(
    _ preview: AdmittedPreview, _ record: PreviewRecord, _ upstream: Upstream,
    _ stream: EventStream, _ terminal: TerminalEvent, _ budget: Budget
  ) -> StreamHandlers {
    StreamHandlers(
      onText: { stream.text($0) },
      onRead: { stream.flush() },
      onSpec: { spec in
        await terminal.deliver { await succeed(spec, preview, record, upstream, stream) }
      },
      onError: { error in
        await terminal.deliver { fail(error, record, upstream, stream) }
      })
  }

  /// Keeps the spec, then writes the `spec` event: an event that is out must be in the cache.
  private func succeed(
    _ spec: DraftedSpec, _ preview: AdmittedPreview, _ record: PreviewRecord,
    _ upstream: Upstream, _ stream: EventStream
  ) async {
    record.isCached = spec.isCached
    record.usage = spec.isCached ? TokenUsage(inputTokens: 0, outputTokens: 0) : spec.usage
    await parts.cache.keep(spec, for: preview, record)
    do {
      try upstream.checkpoint()
    } catch {
      return record.close(error.outcome, status: error.status)
    }
    stream.event("spec", spec.payload)
    record.close(.ready, status: 200)
  }

  private func fail(
    _ error: SpecError, _ record: PreviewRecord, _ upstream: Upstream, _ stream: EventStream
  ) {
    record.usage = upstream.usage
    var json: [UInt8] = []
    error.json(bugs).write(into: &json)
    stream.event("error", json)
    record.close(error.outcome, status: error.status, error.details)
  }

  /// Behind the stream: a client must not be left without a terminal event, whatever went wrong.
  private func cleanUp(
    _ record: PreviewRecord, _ stream: EventStream, _ terminal: TerminalEvent
  ) {
    if terminal.isResolved, !bugs.contains(.duplicateTerminalEvent) { return }
    let rejection = Rejection.internalError
    var json: [UInt8] = []
    rejection.json.write(into: &json)
    stream.event("error", json)
    record.close(.unresolved, status: rejection.status)
  }
}
