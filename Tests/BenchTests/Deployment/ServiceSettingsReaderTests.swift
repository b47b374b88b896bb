import Service
import Testing
import Wire
import World

@testable import bmm_bench

@Suite struct ServiceSettingsReaderTests {
  /// A deployment of which nothing is wrong.
  static let production = [
    ("BMM_DATABASE", "/var/lib/bmm/bmm.db"), ("BMM_WEB_ORIGINS", "https://bmm.example"),
    ("BMM_ANTHROPIC_URL", "http://127.0.0.1:8801"), ("BMM_ZHIPU_URL", "http://127.0.0.1:8802/"),
    ("ANTHROPIC_API_KEY", "sk-marker-anthropic"), ("ZHIPU_API_KEY", "marker.zhipu"),
  ]

  private struct Reading {
    let settings: ServiceSettings
    let findings: [String]
    let secretNames: [String]
  }

  private func read(
    _ file: String? = nil, _ variables: [(String, String)] = production
  ) throws -> Reading {
    let folder = try TemporaryFolder()
    let path = try file.map { try folder.write($0, to: "bmm.json5") }
    let reader = ServiceSettingsReader(file: path, environment: variables.map { ($0, $1) })
    return Reading(
      settings: reader.settings,
      // Only the name of the file is the same in every run.
      findings: reader.findings.map { $0.replacing("\(folder.path)/", with: "") },
      secretNames: reader.secretNames)
  }

  private func environment(_ changes: (String, String)...) -> [(String, String)] {
    Self.production.filter { old in !changes.contains { $0.0 == old.0 } } + changes
  }

  // MARK: What is read

  @Test func `a production with all it needs has nothing wrong`() throws {
    let reader = try read()
    #expect(reader.findings == [])
    let settings = reader.settings
    #expect(settings.service.environment == .production)
    #expect(settings.service.databasePath == "/var/lib/bmm/bmm.db")
    #expect(settings[.zhipu] == Address("127.0.0.1", port: 8802))
    #expect(settings.service.providers.anthropic.key == "sk-marker-anthropic")
    #expect(settings.service.trustedProxies == .none)
    #expect(settings.service.tiers == ServiceDecoder.configuration(.today).tiers)
    #expect(settings.service.knownBugs == [])
  }

  @Test func `a file is read, and the environment wins over it`() throws {
    let reader = try read(
      """
      { listen: "0.0.0.0:80", cache: "1h", keepAlive: "off", drain: "5s", logLevel: "warn",
        trustedProxies: ["10.0.0.0/8", "fd00::/8"], streaming: false,
        tiers: { team: { maxTokens: 9000 } } }
      """, environment(("BMM_CACHE", "2h"), ("BMM_STREAMING", "true"), ("BMM_LISTEN", "")))
    #expect(reader.findings == [])
    let settings = reader.settings
    #expect(settings.listen == Address("0.0.0.0", port: 80), "an empty variable says nothing")
    #expect(settings.service.cacheTTL == .seconds(7200))
    #expect(settings.service.keepAliveInterval == nil)
    #expect(settings.service.streaming)
    #expect(settings.drain == .seconds(5))
    #expect(settings.logLevel == .warn)
    #expect(settings.service.tiers.team.maxTokens == 9000)
    let networks = ["10.0.0.0/8", "fd00::/8"].compactMap { IPNetwork($0) }
    #expect(settings.service.trustedProxies == .networks(networks))
  }

  @Test(arguments: [
    ("none", TrustedProxies.none), ("2", .hops(2)),
    ("127.0.0.1, ::1", .networks([IPNetwork("127.0.0.1"), IPNetwork("::1")].compactMap { $0 })),
  ])
  func `proxies can be named in a variable`(text: String, expected: TrustedProxies) throws {
    let reader = try read(nil, environment(("BMM_TRUSTED_PROXIES", text)))
    #expect(reader.findings == [])
    #expect(reader.settings.service.trustedProxies == expected)
  }

  @Test func `development needs no keys, no origins and no file`() throws {
    let reader = try read(
      nil,
      [
        ("BMM_ENVIRONMENT", "development"), ("BMM_ANTHROPIC_URL", "http://localhost:1"),
        ("BMM_ZHIPU_URL", "http://localhost:1"),
      ])
    #expect(reader.findings == [])
  }

  @Test func `a production that sends mails has a relay, a sender and an address`() throws {
    let reader = try read(
      nil,
      environment(
        ("BMM_MAIL", "smtp://127.0.0.1:25"), ("BMM_MAIL_FROM", "BMM@example.org"),
        ("BMM_PUBLIC_URL", "https://api.bmm.example")))
    #expect(reader.findings == [])
    #expect(reader.settings.mail == .relay(Address("127.0.0.1", port: 25)))
    guard case .relay(_, let from) = reader.settings.delivery else {
      Issue.record("\(reader.settings.delivery)")
      return
    }
    #expect(from.text == "bmm@example.org")
    #expect(reader.settings.service.publicURL == "https://api.bmm.example")
    #expect(!(try read().settings.delivery.isSetUp), "nothing is sent unless somebody says how")
  }

  @Test func `a relay without a sender or an address lacks both`() throws {
    let findings = try read(nil, environment(("BMM_MAIL", "smtp://127.0.0.1:25"))).findings
    #expect(findings.count == 2)
    #expect(findings[0].hasPrefix("mailFrom is missing"))
    #expect(findings[1].hasPrefix("publicURL is missing"))
  }

  @Test(arguments: [
    ("smtp://mail.example:25", "is no way for mails"), ("smtp://127.0.0.1", "is no way for mails"),
    ("smtp://127.0.0.1:0", "is no way for mails"), ("smtps://127.0.0.1:25", "is no way for mails"),
    ("smtp://user:marker@127.0.0.1:25", "is no way for mails"), ("file:", "is no way for mails"),
    ("on", "allowed: off, file:PATH, or smtp://HOST:PORT"),
    ("file:/tmp/outbox", "a file, which no user reads"),
    ("smtp://203.0.113.9:25", "would cross a public network unencrypted"),
  ])
  func `a way for mails that is wrong is said, and not repeated`(
    way: String, message: String
  ) throws {
    let findings = try read(
      nil,
      environment(
        ("BMM_MAIL", way), ("BMM_MAIL_FROM", "bmm@example.org"),
        ("BMM_PUBLIC_URL", "https://api.bmm.example"))
    ).findings
    #expect(findings.count == 1, "\(findings)")
    #expect(findings.first?.contains(message) == true, "\(findings)")
    #expect(!findings.joined().contains("marker"))
  }

  @Test func `a provider that no plan uses needs nothing`() throws {
    let variables = Self.production.filter { !$0.0.contains("ZHIPU") }
    let tiers = "{ tiers: { hobby: { provider: \"anthropic\", model: \"claude-haiku-4-5\" } } }"
    #expect(try read(tiers, variables).findings == [])
    #expect(try read(nil, variables).findings.count == 2)
  }

  // MARK: What is wrong

  @Test func `all that is wrong is said at once, each with its place`() throws {
    let reader = try read(
      """
      { listen: "127.0.0.1:x", webOrigin: [],
        tiers: { team: { maxToken: 3 }, hobby: { retries: 99 } },
        keepAlive: "0s" }
      """,
      environment(
        ("BMM_LISTENN", "1"), ("BMM_LOG_LEVEL", "inf"), ("BMM_WEB_ORIGINS", "https://a/"),
        ("ANTHROPIC_API_KEY", "marker with space")))
    #expect(
      reader.findings.map { $0.prefix(while: { $0 != ";" && $0 != "(" }) } == [
        "bmm.json5:1:11: listen is \"127.0.0.1:x\"",
        "bmm.json5:2:53: tiers.hobby.retries is 99",
        "bmm.json5:3:14: keepAlive is 0s",
        "bmm.json5:1:26: unknown key \"webOrigin\" at the top level",
        "environment: BMM_WEB_ORIGINS[0] is \"https://a/\"",
        "environment: BMM_LOG_LEVEL cannot be \"inf\"",
        "environment: unknown variable BMM_LISTENN",
        "environment: ANTHROPIC_API_KEY must have 8 to 512 visible ASCII characters",
      ])
    #expect(reader.findings[3].contains("did you mean \"webOrigins\"?"))
    #expect(reader.findings[6].contains("did you mean \"BMM_LISTEN\"?"))
  }

  @Test func `nothing that is set puts a known bug back`() throws {
    let names = ["knownBugs", "bugs", "era", "catches", "withoutBugs"]
    for name in names {
      let reader = try read("{ \(name): ['keep-alive-off'] }")
      #expect(reader.findings.contains { $0.contains("unknown key \"\(name)\"") }, "\(name)")
      #expect(reader.settings.service.knownBugs.isEmpty)
    }
    let variables = ["BMM_KNOWN_BUGS", "BMM_BUGS", "BMM_ERA"]
    let reader = try read(
      "{}", environment(("BMM_KNOWN_BUGS", "1"), ("BMM_BUGS", "1"), ("BMM_ERA", "1")))
    for name in variables {
      #expect(reader.findings.contains { $0.contains("unknown variable \(name)") }, "\(name)")
    }
    #expect(reader.settings.service.knownBugs.isEmpty)
  }

  @Test(arguments: [
    ("BMM_WEB_ORIGINS", "http://bmm.example", "allowed in production: https:// only"),
    ("BMM_WEB_ORIGINS", "*", "allowed: https://HOST"),
    ("BMM_WEB_ORIGINS", "https://BMM.example", "exactly as a browser sends it"),
    ("BMM_WEB_ORIGINS", "https://a.example,https://a.example", "stands there twice"),
    ("BMM_DATABASE", ":memory:", "production needs a file"),
    ("BMM_ANTHROPIC_URL", "https://api.anthropic.com", "no TLS of its own"),
    ("BMM_ANTHROPIC_URL", "https://api.anthropic.com", "deploy/nginx"),
    ("BMM_ANTHROPIC_URL", "http://203.0.113.9:80", "would cross a public network unencrypted"),
    ("BMM_ANTHROPIC_URL", "http://10.0.0.1:80/v1", "no path"),
    ("BMM_ANTHROPIC_URL", "http://name:80", "an IPv4 address or localhost"),
    ("BMM_ANTHROPIC_URL", "", "anthropicURL is missing: the plans pro, team, enterprise"),
    ("BMM_PUBLIC_URL", "http://api.bmm.example", "allowed in production: https:// only"),
    ("BMM_PUBLIC_URL", "https://api.bmm.example/", "without a path or a slash at the end"),
    ("BMM_MAIL_FROM", "bmm", "an e-mail address such as"),
    ("ZHIPU_API_KEY", "", "ZHIPU_API_KEY is missing: the plans hobby use zhipu"),
    ("BMM_TRUSTED_PROXIES", "10.0.0.1/8", "no bits behind its length"),
    ("BMM_TRUSTED_PROXIES", "9", "allowed: 1 to 8"),
    ("BMM_DRAIN", "1h", "allowed: 0s to 10m"),
    ("BMM_DRAIN", "30", "unit"),
    ("BMM_ENVIRONMENT", "producton", "did you mean \"production\"?"),
    ("BMM_STREAMING", "yes", "must be true or false"),
  ])
  func `one thing that is wrong is said once`(
    variable: String, value: String, message: String
  ) throws {
    let reader = try read(nil, environment((variable, value)))
    #expect(reader.findings.count == 1, "\(reader.findings)")
    #expect(reader.findings.first?.contains(message) == true, "\(reader.findings)")
  }

  @Test func `production must be strict from a file as well`() throws {
    let findings = try read("{}", []).findings
    #expect(findings.count == 6)
    #expect(findings.contains { $0.hasPrefix("webOrigins is empty") })
  }

  @Test(arguments: ["[]", "{", "{ a: 1, a: 2 }"])
  func `a file that is no object of settings is said once`(text: String) throws {
    let findings = try read(text).findings
    #expect(findings.count == 1)
    #expect(findings.first?.hasPrefix("bmm.json5:1:") == true)
  }

  @Test func `a file that is not there is said`() {
    let reader = ServiceSettingsReader(
      file: "/absent.json5", environment: Self.production.map { ($0, $1) })
    #expect(reader.findings == ["/absent.json5: cannot be read: No such file or directory"])
  }

  // MARK: Secrets

  @Test(arguments: [
    "anthropicKey", "apiKey", "ANTHROPIC_API_KEY", "metricsToken", "password", "clientSecret",
  ])
  func `a secret in the file is an error that does not repeat it`(key: String) throws {
    let findings = try read("{ \(key): \"sk-marker-in-a-file\" }").findings
    #expect(findings.count == 1)
    #expect(findings.first?.contains("secrets come from the environment only") == true)
    #expect(findings.first?.contains("marker") == false)
  }

  @Test func `a URL with a password is not repeated`() throws {
    for scheme in ["http", "https"] {
      let findings = try read(
        nil, environment(("BMM_ANTHROPIC_URL", "\(scheme)://user:marker@127.0.0.1:80"))
      ).findings
      #expect(findings.count == 1)
      #expect(!findings.joined().contains("marker"))
    }
  }

  @Test func `printed settings have every key, and no secret`() throws {
    let reader = try read(nil, environment(("BMM_METRICS_TOKEN", "marker-token")))
    let json = reader.settings.json(secrets: reader.secretNames)
    let keys = ServiceSetting.all.map(\.key) + ServiceSecret.all.map(\.variable)
    #expect(json.objectValue?.map(\.key) == keys)
    #expect(json["ZHIPU_API_KEY"] == "set")
    #expect(!json.jsonString(pretty: false).contains("marker"))
  }

  // MARK: The page

  @Test func `the page of the service has a row for every setting and secret`() throws {
    let page = try Project.text("docs/service.md")
    for setting in ServiceSetting.all {
      let variable = setting.variable.map { "`\($0)`" } ?? "–"
      let row =
        "| `\(setting.key)` | \(variable) | \(setting.allowed) | \(setting.fallback) "
        + "| \(setting.meaning) |"
      #expect(page.contains(row + "\n"), "docs/service.md lacks the row\n\(row)")
    }
    for secret in ServiceSecret.all {
      let row = "| `\(secret.variable)` | \(secret.meaning) |"
      #expect(page.contains(row + "\n"), "docs/service.md lacks the row\n\(row)")
    }
  }
}
