import World

/// Everything about the service that a deployment or a scenario may choose.
package struct ServiceConfiguration: Sendable {
  /// The name of the era the rest was taken from, for reports.
  package var era: String
  /// Where it runs; a scenario's service is on a developer's machine.
  package var environment = ServiceEnvironment.development
  /// The tier of every plan.
  package var tiers: TierTable
  /// Whether the stream route exists.
  package var streaming: Bool
  /// The silence on a stream after which a comment goes out, or nil for none.
  package var keepAliveInterval: Duration?
  /// The origins whose pages may read the answers, such as `https://app.example`.
  package var webOrigins: [String]
  /// Who may say on whose behalf they ask.
  package var trustedProxies: TrustedProxies
  /// Where browsers reach the service, such as `https://api.example`; nil for where it listens.
  package var publicURL: String?
  /// How mails leave it.
  package var mail = MailDelivery.none
  /// Where the models run.
  package var providers: ProviderEndpoints
  /// What opens the metrics to others than this machine, or nil for nothing.
  package var metricsToken: String?
  /// Bugs put back by the harness.
  package var knownBugs: KnownBugs
  /// The SQLite file, or `:memory:`.
  package var databasePath: String
  /// Where a database in memory comes from, and goes to at the end; each is made anew if nil.
  package var databasePool: DatabasePool?
  /// The virtual time of one database statement, in seconds.
  package var statementCost: Distribution
  /// How long a drafted spec is reused for the same prompt, or nil for never.
  package var cacheTTL: Duration?

  /// The service as it was in an era; today's by default.
  package init(
    _ era: Era = .today, providers: ProviderEndpoints, webOrigins: [String] = [],
    trustedProxies: TrustedProxies = .none
  ) {
    let preset = era.preset
    self.era = era.rawValue
    tiers = preset.tiers
    streaming = preset.streaming
    keepAliveInterval = ServiceLimits.keepAliveInterval
    self.webOrigins = webOrigins
    self.trustedProxies = trustedProxies
    self.providers = providers
    knownBugs = preset.knownBugs
    databasePath = ":memory:"
    // Our choice for a local SQLite with prepared statements: under a millisecond, with a tail.
    statementCost = .logNormal(median: 0.000_4, sigma: 0.5)
    cacheTTL = preset.cacheTTL
  }

  /// What must never be seen outside.
  var secrets: [String] {
    [providers.anthropic.key, providers.zhipu.key] + (metricsToken.map { [$0] } ?? [])
  }
}
