/// The bounds of what the provider accepts and does.
package enum FakeLLMLimits {
  /// The largest request body, in bytes: 32 MB, Anthropic's documented limit; beyond it 413.
  package static let requestBodyBytes = 32 * 1_000_000
  /// The values in the JSON of a request; Anthropic's limit of 100,000 messages needs fewer.
  static let requestValues = 1_000_000
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
  /// The tokens of prompt and answer of GLM models together (Z.ai's page on GLM-4.6).
  static let zhipuWindow = 200_000
  /// The tools of the longest spec; the service's prompt asks for at most 6 (history).
  package static let tools = 6
  /// The lines of one implementation; the service's prompt asks for at most 40 (history).
  package static let implementationLines = 40
  /// The keys whose use is counted; a new one beyond them takes the place of the oldest (our
  /// choice: a thousand times as many as a test uses).
  static let accounts = 10_000
  /// The requests in the journal (our choice).
  static let journalEntries = 1000
  /// The memory that the journal takes, roughly (our choice).
  static let journalBytes = 16 * 1024 * 1024
  /// What one entry takes beside its body, target and fields, roughly.
  static let journalEntryBytes = 512
  /// The beginning of a request's body that the journal keeps (our choice: most prompts whole).
  static let journalBodyBytes = 64 * 1024
  /// The longest header value or target that the journal keeps whole (our choice).
  static let journalTextBytes = 1024
  /// The largest body of rules that are set at run time (our choice).
  static let rulesBytes = 256 * 1024
  /// The largest cassette (our choice: an answer of 128 000 tokens, one event for each).
  package static let cassetteBytes = 32 * 1024 * 1024
  /// The longest cassette in time (our choice: longer than any provider streams).
  static let cassetteLength = Duration.seconds(24 * 3600)
  /// How much slower or faster a cassette may be played (our choice).
  package static let cassetteSpeed = 0.001...1000.0
}
