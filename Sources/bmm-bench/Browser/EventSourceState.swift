import World

/// What `EventSource` keeps from one connection to the next (HTML standard, §9.2).
struct EventSourceState: Sendable, Equatable {
  /// What the next request sends as `Last-Event-ID`; empty: nothing.
  private(set) var lastEventID = ""
  /// How long it waits before it connects again.
  private(set) var reconnectionTime = BenchLimits.reconnectionTime

  /// Takes over what a stream has said of itself; one that names no id leaves the last one.
  mutating func read(lastEventID: String, retryMilliseconds: Int?) {
    if !lastEventID.isEmpty { self.lastEventID = lastEventID }
    if let retryMilliseconds { reconnectionTime = .milliseconds(retryMilliseconds) }
  }

  /// How long it waits behind a connection that was reported so; nil if it does not come again.
  func wait(after report: BrowserReport.Kind) -> Duration? {
    report == .reconnecting ? reconnectionTime : nil
  }
}
