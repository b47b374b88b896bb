import Service
import World

/// One thing that a deployment may choose, as data: errors, help and documents come from it.
struct ServiceSetting: Sendable {
  /// Sets it from a value; what is wrong with it is thrown.
  typealias Read = @Sendable (SourceValue, inout ServiceSettings) throws(ScenarioError) -> Void

  /// The key in the file.
  let key: String
  /// The variable of the environment, which wins; nil for what only a file can hold.
  let variable: String?
  /// What it decides.
  let meaning: String
  /// What it may be.
  let allowed: String
  /// What it is when nobody says anything.
  let fallback: String
  let read: Read

  init(
    _ key: String, _ variable: String?, _ meaning: String, allowed: String, fallback: String,
    _ read: @escaping Read
  ) {
    self.key = key
    self.variable = variable
    self.meaning = meaning
    self.allowed = allowed
    self.fallback = fallback
    self.read = read
  }

  /// All of them, in the order of the documents.
  static let all: [ServiceSetting] = [
    ServiceSetting(
      "environment", "BMM_ENVIRONMENT", "How strict the service is.",
      allowed: "development, staging, production", fallback: "production",
      { value, settings throws(ScenarioError) in
        settings.service.environment = try value.enumeration()
      }),
    ServiceSetting(
      "listen", "BMM_LISTEN", "Where it listens; port 0 is any free one.",
      allowed: "HOST:PORT with an IPv4 address", fallback: "127.0.0.1:8080",
      { value, settings throws(ScenarioError) in
        settings.listen = try SettingText.address(value)
      }),
    ServiceSetting(
      "database", "BMM_DATABASE", "The SQLite file, or none that outlives the process.",
      allowed: "a path; :memory: outside production", fallback: ":memory:",
      { value, settings throws(ScenarioError) in
        settings.service.databasePath = try SettingText.path(value)
      }),
    ServiceSetting(
      "webOrigins", "BMM_WEB_ORIGINS", "The origins whose pages may read answers.",
      allowed: "https://HOST[:PORT], a list; http:// outside production", fallback: "none",
      { value, settings throws(ScenarioError) in
        settings.service.webOrigins = try SettingText.list(value, SettingText.origin)
      }),
    ServiceSetting(
      "publicURL", "BMM_PUBLIC_URL", "Where browsers reach it: what links in mails begin with.",
      allowed: "https://HOST[:PORT]; http:// outside production",
      fallback: "http:// and the address it listens at",
      { value, settings throws(ScenarioError) in
        settings.service.publicURL = try SettingText.origin(value)
      }),
    ServiceSetting(
      "mail", "BMM_MAIL", "How log-in links reach their users.",
      allowed: "off; smtp://HOST:PORT of a local relay; file:PATH outside production",
      fallback: "off",
      { value, settings throws(ScenarioError) in
        settings.mail = try MailSetting.read(value)
      }),
    ServiceSetting(
      "mailFrom", "BMM_MAIL_FROM", "Whom its mails are from.", allowed: "an e-mail address",
      fallback: "none",
      { value, settings throws(ScenarioError) in
        settings.mailFrom = try SettingText.email(value)
      }),
    ServiceSetting(
      "trustedProxies", "BMM_TRUSTED_PROXIES", "Who may say on whose behalf they ask.",
      allowed: "none, a number of hops (1 to 8), or a list of networks such as 10.0.0.0/8",
      fallback: "none",
      { value, settings throws(ScenarioError) in
        settings.service.trustedProxies = try TrustedProxiesDecoder.decode(value)
      }),
    ServiceSetting(
      "anthropicURL", "BMM_ANTHROPIC_URL", "Where Claude is reached.",
      allowed: "http://HOST:PORT of a local TLS hop", fallback: "none",
      { value, settings throws(ScenarioError) in
        settings[.anthropic] = try SettingText.url(value)
      }),
    ServiceSetting(
      "zhipuURL", "BMM_ZHIPU_URL", "Where GLM is reached.",
      allowed: "http://HOST:PORT of a local TLS hop", fallback: "none",
      { value, settings throws(ScenarioError) in
        settings[.zhipu] = try SettingText.url(value)
      }),
    ServiceSetting(
      "tiers", nil, "What the plans get: the keys of a scenario's `service.tiers`.",
      allowed: "all, hobby, pro, team, enterprise", fallback: "today's table",
      { value, settings throws(ScenarioError) in
        try ServiceDecoder.readTiers(value, into: &settings.service.tiers)
      }),
    ServiceSetting(
      "streaming", "BMM_STREAMING", "Whether the stream route exists.",
      allowed: "true, false", fallback: "true",
      { value, settings throws(ScenarioError) in
        settings.service.streaming = try value.bool()
      }),
    ServiceSetting(
      "keepAlive", "BMM_KEEP_ALIVE", "The silence on a stream before a comment.",
      allowed: "a duration such as 15s, off", fallback: "15s",
      { value, settings throws(ScenarioError) in
        settings.service.keepAliveInterval = try ServiceDecoder.switchable(value)
      }),
    ServiceSetting(
      "cache", "BMM_CACHE", "How long a spec is kept for the same prompt.",
      allowed: "a duration such as 24h, off", fallback: "24h",
      { value, settings throws(ScenarioError) in
        settings.service.cacheTTL = try ServiceDecoder.switchable(value)
      }),
    ServiceSetting(
      "drain", "BMM_DRAIN", "How long running requests have when the service ends.",
      allowed: "0s to 10m", fallback: "30s",
      { value, settings throws(ScenarioError) in
        settings.drain = try value.duration(in: .zero ... .seconds(600))
      }),
    ServiceSetting(
      "logLevel", "BMM_LOG_LEVEL", "The least level of a line that is written.",
      allowed: "info, warn, error", fallback: "info",
      { value, settings throws(ScenarioError) in
        settings.logLevel = try value.enumeration()
      }),
  ]
}
