/// The interface by which a page's script asks.
enum BrowserAPI: String, CaseIterable, Sendable {
  /// `fetch`, with a reader of its own for the body: any method, no attempt of its own to go on.
  case fetch
  /// `EventSource`: GET only, reconnects by itself, and gives up for ever on a wrong head.
  case eventSource
}
