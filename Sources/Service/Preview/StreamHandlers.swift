import Wire

/// What the LLM layer calls while it streams; it awaits each of them.
struct StreamHandlers: Sendable {
  /// One delta of text, valid during the call only.
  let onText: @Sendable (ByteView) -> Void
  /// All deltas of one read were handed out: may wait for the client.
  let onRead: @Sendable () async throws -> Void
  /// The spec: the stream's end.
  let onSpec: @Sendable (DraftedSpec) async -> Void
  /// The error: the stream's end.
  let onError: @Sendable (SpecError) async -> Void
}
