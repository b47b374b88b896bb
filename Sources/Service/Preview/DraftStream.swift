/// Where a streamed draft goes while it is written.
struct DraftStream: Sendable {
  let text: DraftText
  /// All of one read stands in the text.
  let onRead: @Sendable () -> Void
}
