/// The bounds of what the provider accepts and does.
package enum FakeLLMLimits {
  /// The largest request body, in bytes: 32 MB, Anthropic's documented limit; beyond it 413.
  package static let requestBodyBytes = 32 * 1_000_000
  /// Events go into one write up to this many bytes when a stream catches up (our choice).
  static let catchUpBytes = 16 * 1024
  /// The slowest generation, in tokens per second, so that a draw of 0 still ends (our choice).
  static let tokensPerSecondMin = 0.1
  /// The longest answer that a script asks for, in tokens: ten times what a model gives today.
  package static let scriptTokens = 1_000_000
  /// The longest time in a script, in seconds: an hour, six times a client's usual patience.
  static let scriptSeconds = 3600.0
  /// The longest `retry-after` in a script, in seconds: ten times the day that a client may obey.
  static let retryAfterSeconds = 864_000.0
  /// Ids of header scripts whose calls are counted; beyond, the oldest is forgotten (our choice).
  static let scriptIDs = 10_000
  /// The most spaces inside an event of Anthropic's streams, as recorded ones have them.
  static let paddingSpaces = 16
  /// Tokens after which a whole answer looks at its model's load again (our choice).
  static let loadCheckTokens = 64
  /// The largest `max_tokens` of GLM models, also used when a request names none (Z.ai's API page).
  static let zhipuMaxTokens = 131_072
  /// The tools of the longest spec; the service's prompt asks for at most 6 (history).
  package static let tools = 6
  /// The lines of one implementation; the service's prompt asks for at most 40 (history).
  package static let implementationLines = 40
}
