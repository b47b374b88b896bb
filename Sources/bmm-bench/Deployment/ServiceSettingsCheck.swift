import Service
import World

/// What must hold between the settings, and what production asks for beyond.
enum ServiceSettingsCheck {
  /// Something that does not hold.
  struct Finding: Equatable {
    /// The key or the variable that could mend it.
    let about: String
    let text: String
  }

  /// What does not hold.
  static func findings(in settings: ServiceSettings, secrets: [String]) -> [Finding] {
    var findings: [Finding] = []
    for provider in Provider.allCases {
      findings += Self.findings(about: provider, settings, secrets)
    }
    findings += mail(settings)
    guard settings.service.environment == .production else { return findings }
    findings += production(settings.service)
    for (provider, address) in settings.providers where !isNear(address.host) {
      findings.append(
        Finding(
          about: "\(provider.rawValue)URL",
          text: "\(provider.rawValue)URL leads to \(address.host), and the key would cross a "
            + "public network unencrypted: allowed in production is an address of this machine, "
            + "or a private one"))
    }
    return findings
  }

  private static func findings(
    about provider: Provider, _ settings: ServiceSettings, _ secrets: [String]
  ) -> [Finding] {
    let plans = settings.plans(of: provider).map(\.rawValue).joined(separator: ", ")
    guard !plans.isEmpty else { return [] }
    let users = "the plans \(plans) use \(provider.rawValue)"
    var findings: [Finding] = []
    if settings[provider] == nil {
      findings.append(
        Finding(
          about: "\(provider.rawValue)URL",
          text: "\(provider.rawValue)URL is missing: \(users); set it, or "
            + "BMM_\(provider.rawValue.uppercased())_URL, to http://HOST:PORT of a TLS hop on this "
            + "machine (deploy/nginx has one), or of bmm-bench serve llm"))
    }
    let environment = settings.service.environment
    if let key = ServiceSecret.all.first(where: { $0.provider == provider })?.variable,
      !secrets.contains(key), environment != .development
    {
      findings.append(
        Finding(
          about: key,
          text: "environment: \(key) is missing: \(users), and \(environment.rawValue) needs "
            + "the key"))
    }
    return findings
  }

  /// What mails need; without any mail nobody needs it.
  private static func mail(_ settings: ServiceSettings) -> [Finding] {
    var findings: [Finding] = []
    let isProduction = settings.service.environment == .production
    if case .file = settings.mail, isProduction {
      findings.append(
        Finding(
          about: "mail",
          text: "mail is a file, which no user reads: production needs smtp://HOST:PORT, or off"))
    }
    guard case .relay(let address) = settings.mail else { return findings }
    if settings.mailFrom == nil {
      findings.append(
        Finding(
          about: "mailFrom",
          text: "mailFrom is missing, and a relay takes mails from somebody only: set it, or "
            + "BMM_MAIL_FROM, to an e-mail address"))
    }
    if settings.service.publicURL == nil {
      findings.append(
        Finding(
          about: "publicURL",
          text: "publicURL is missing, and links in mails begin with it: set it, or "
            + "BMM_PUBLIC_URL, to https://HOST"))
    }
    if isProduction, !isNear(address.host) {
      findings.append(
        Finding(
          about: "mail",
          text: "mail leads to \(address.host), and log-in links would cross a public network "
            + "unencrypted: allowed in production is an address of this machine, or a private one"))
    }
    return findings
  }

  private static func production(_ service: ServiceConfiguration) -> [Finding] {
    var findings: [Finding] = []
    if service.databasePath == ":memory:" {
      findings.append(
        Finding(
          about: "database",
          text: "database is :memory:, and production needs a file: set it, or BMM_DATABASE, to a "
            + "path"))
    }
    if service.webOrigins.isEmpty {
      findings.append(
        Finding(
          about: "webOrigins",
          text: "webOrigins is empty, and production needs the origins of its pages: set it, or "
            + "BMM_WEB_ORIGINS, to https://HOST"))
    }
    for origin in service.webOrigins where !origin.hasPrefix("https://") {
      findings.append(
        Finding(
          about: "webOrigins",
          text: "webOrigins has \"\(origin)\"; allowed in production: https:// only, since the "
            + "session's cookie is sent with it"))
    }
    if let url = service.publicURL, !url.hasPrefix("https://") {
      findings.append(
        Finding(
          about: "publicURL",
          text: "publicURL is \"\(url)\"; allowed in production: https:// only, since links in "
            + "mails log their holders in"))
    }
    return findings
  }

  /// This machine, or a private network (RFC 1918), such as that of containers.
  private static func isNear(_ host: String) -> Bool {
    guard host != "localhost", let address = IPAddress(host) else { return host == "localhost" }
    return ["127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"]
      .contains { IPNetwork($0)?.contains(address) == true }
  }
}
