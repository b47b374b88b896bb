import Wire

/// Reads the event stream of one message, wherever its bytes are split.
final class AnthropicStream {
  private(set) var message: AnthropicMessage
  private(set) var failure: ProviderFailure?
  private var parser = SSEParser()

  /// A reader that adds the message's text to `text`.
  @inline(never)
  init(into text: DraftText) {
    message = AnthropicMessage(into: text)
  }

  /// The answer, once the message is complete.
  @inline(never)
  func answer() throws(ProviderFailure) -> ProviderAnswer { try message.answer() }

  /// Takes the next bytes in; after a failure it does nothing.
  func feed(_ view: ByteView) {
    guard failure == nil else { return }
    do {
      try parser.feed(view) { frame in
        // Nothing counts behind the message's end.
        if !message.isComplete { try message.take(frame) }
      }
    } catch let reported as ProviderFailure {
      failure = reported
    } catch {
      failure = .malformed(String(describing: error))
    }
  }
}
