/// The bounds of what the provider accepts and does.
package enum FakeLLMLimits {
  /// The largest request body, in bytes: 32 MB, Anthropic's documented limit; beyond it 413.
  package static let requestBodyBytes = 32 * 1_000_000
  /// Events go into one write up to this many bytes when a stream catches up (our choice).
  static let catchUpBytes = 16 * 1024
  /// How long a client may leave a full stream full; then it is reset (nginx's send_timeout).
  package static let stalledReader = Duration.seconds(60)
  /// The slowest generation, in tokens per second, so that a draw of 0 still ends (our choice).
  static let tokensPerSecondMin = 0.1
  /// The largest `max_tokens` of GLM models, also used when a request names none (Z.ai's API page).
  static let zhipuMaxTokens = 131_072
  /// The tools of the longest spec; the service's prompt asks for at most 6 (history).
  package static let tools = 6
  /// The lines of one implementation; the service's prompt asks for at most 40 (history).
  package static let implementationLines = 40
}
