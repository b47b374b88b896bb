import Wire

/// Reads the event stream of one message, wherever its bytes are split.
final class AnthropicStream {
  private(set) var message = AnthropicMessage()
  private(set) var failure: ProviderFailure?
  private var parser = SSEParser()

  /// Takes the next bytes in, and hands out each delta's text; after a failure it does nothing.
  func feed(_ view: ByteView, _ onText: (ByteView) -> Void) {
    guard failure == nil else { return }
    do {
      try parser.feed(view) { frame in
        // Nothing counts behind the message's end.
        if !message.isComplete { try message.take(frame, onText) }
      }
    } catch let reported as ProviderFailure {
      failure = reported
    } catch {
      failure = .malformed(String(describing: error))
    }
  }
}
