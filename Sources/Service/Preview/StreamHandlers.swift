import Wire

/// What the LLM layer calls while it streams; it awaits the two that end the stream.
struct StreamHandlers: Sendable {
  /// One delta of text, valid during the call only.
  let onText: @Sendable (ByteView) -> Void
  /// All deltas of one read were handed out.
  let onRead: @Sendable () -> Void
  /// The spec: the stream's end.
  let onSpec: @Sendable (DraftedSpec) async -> Void
  /// The error: the stream's end.
  let onError: @Sendable (SpecError) async -> Void
}
