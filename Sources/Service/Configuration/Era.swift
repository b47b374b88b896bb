/// A time of the production service, so that a scenario can run it as it was.
package enum Era: String, Sendable, CaseIterable {
  /// One slow model, called without any limit of time.
  case opusSync = "opus-sync"
  /// A faster model with 45 s for each of two attempts.
  case sonnet45s = "sonnet-45s"
  /// A model by plan, 60 s for a whole answer.
  case planAware60s = "plan-aware-60s"
  /// Short answers and 90 s.
  case tokens4096 = "4096-90s"
  /// Longer answers, 95 s, and cut answers noticed.
  case tokens8192 = "8192-95s"
  /// The longest answers for those who pay most.
  case tokens12288 = "12288-95s"
  /// Answers by server-sent events, the last of which could get lost.
  case streaming
  /// Today: the terminal event is awaited.
  case streamingAwaited = "streaming-awaited"

  /// Where the service stands today.
  package static let today = Era.streamingAwaited
}
