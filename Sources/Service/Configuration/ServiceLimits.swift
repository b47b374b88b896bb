/// The numbers that bound what one request may cost; the tiers hold the rest.
package enum ServiceLimits {
  /// The prompt's length, in UTF-16 units as JavaScript counts (our choice: the history is silent).
  package static let promptLength = 10...8000
  /// The longest body in bytes (our choice): the longest prompt fits, escaped letter by letter.
  package static let bodyBytes = 64 * 1024
  /// The time for a streamed spec: our choice, since 12,288 tokens at 45 tok/s take 273 s.
  package static let streamBudget = Duration.seconds(300)
  /// Silence on a stream before a comment goes out ("a 15s keepalive comment", history).
  package static let keepAliveInterval = Duration.seconds(15)
  /// How long a provider may be silent: the read timeout of its own client library.
  package static let providerSilence = Duration.seconds(600)
  /// How long a connection to a provider may take: the connect timeout of its client library.
  package static let providerConnect = Duration.seconds(5)
  /// How long the end of a body may lag behind the message's own end, for the connection's sake.
  package static let providerTail = Duration.seconds(1)
  /// The longest answer of a provider that is read, in bytes: many times 12,288 tokens.
  package static let providerAnswerBytes = 4 * 1024 * 1024
  /// The longest first text of a stream, in bytes: who joins late gets 12,288 tokens in one event.
  package static let firstTextBytes = 64 * 1024
  /// The longest text behind that: a slow client is offered no more at once than it has room for.
  package static let textEventBytes = 16 * 1024
  /// The bytes of an event for which a stream keeps memory: many times those of a token.
  package static let usualEventBytes = 1024
  /// More bytes than most lines of the log have; without room an array copies itself five times.
  static let usualLineBytes = 768
  /// What a client is told to wait when an overloaded provider names no time (our choice).
  package static let retryAfter = Duration.seconds(10)
  /// The longest wait that is passed on from a provider to a client (our choice).
  package static let retryAfterLongest = Duration.seconds(3600)
  /// How long before the end of a stop what still runs is told so: its last event has to arrive.
  package static let lastWords = Duration.milliseconds(500)
  /// What a client is told to wait when the service stops: another one takes over (our choice).
  package static let stoppingRetryAfter = Duration.seconds(5)
  /// How much of a model's answer a log line may hold ("a 400-char preview", history).
  package static let loggedOutputLength = 400
  /// How much of a method a log line may hold: a client may send any word.
  static let loggedMethodLength = 16
  /// The longest request id that is taken over from a client, in characters (our choice).
  package static let requestIDLength = 64
  /// The bytes of a session's secret: 256 bits, which nobody can guess (requirement).
  package static let sessionSecretBytes = 32
  /// The longest e-mail address: RFC 5321 §4.5.3.1 with erratum 1690.
  package static let emailBytes = 254
  /// How long a session lasts (our choice).
  package static let sessionLifetime = Duration.seconds(30 * 24 * 3600)
  /// Log-ins by the development's shortcut from one address on one day (our choice).
  package static let loginsPerDay = 10
  /// The bytes of a log-in link's secret: 256 bits, as a session's.
  static let linkSecretBytes = 32
  /// How long a log-in link can be used (our choice): as long as a mail may take, and no longer.
  package static let linkLifetime = Duration.seconds(15 * 60)
  /// Log-in links that one address may ask for on a day ("10/IP/day + 5/email/day", history).
  package static let linksPerAddress = 10
  /// Log-in links that one e-mail address may be sent on a day (history).
  package static let linksPerEmail = 5
  /// What a client is told to wait when no mail can be sent: a relay takes its time to come back
  /// (our choice).
  static let mailRetryAfter = Duration.seconds(60)
  /// Specs in the cache: one for each prompt of a day with a new one every 4 s (our choice).
  package static let cacheEntries: Int64 = 20_000
  /// Bytes of specs in the cache: 20,000 of the 12 kB that an ambitious prompt takes (our choice).
  package static let cacheBytes: Int64 = 256 * 1024 * 1024
  /// The time between two clearings of what is over in the database (our choice).
  package static let sweepInterval = Duration.seconds(3600)
  /// Rows of a table that one clearing takes at most, so that nobody waits for long (our choice).
  package static let sweepRows = 500
  /// What a client is told to wait when the database fails (our choice).
  package static let storageRetryAfter = Duration.seconds(5)
  /// How long SQLite waits for another process's lock, in milliseconds (our choice).
  ///
  /// Everything else on the lane waits with it, so it is far shorter than anybody's patience, and
  /// long beside the milliseconds for which a backup or a second service writes.
  package static let databaseBusyMilliseconds: Int32 = 250
  /// Databases in memory that wait for their next service: a process runs few at a time, and what
  /// finds no place is made anew (our choice).
  static let pooledDatabases = 4
  /// Pages of a database that is kept for the next service: 4 MB of 4 kB each (our choice).
  static let pooledPages: Int64 = 1000
  /// How long a browser keeps to HTTPS, in seconds: a year, as the preload lists ask for.
  package static let transportSecurityMaxAge = 31_536_000
  /// How long a browser may remember a preflight answer, in seconds: Chromium's own limit.
  package static let preflightMaxAge = 7200
}
