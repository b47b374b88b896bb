import Service
import Wire
import World

extension ServiceSettings {
  /// The settings as they count, under the keys of the file; of secrets only whether they are set.
  func json(secrets: [String]) -> JSONValue {
    var members = [
      JSONMember(key: "environment", value: .string(service.environment.rawValue)),
      JSONMember(key: "listen", value: .string(listen.description)),
      JSONMember(key: "database", value: .string(service.databasePath)),
      JSONMember(key: "webOrigins", value: .array(service.webOrigins.map { .string($0) })),
      JSONMember(key: "publicURL", value: service.publicURL.map { .string($0) } ?? .null),
      JSONMember(key: "mail", value: .string(mail.text)),
      JSONMember(key: "mailFrom", value: mailFrom.map { .string($0.text) } ?? .null),
      JSONMember(key: "trustedProxies", value: Self.json(service.trustedProxies)),
      JSONMember(key: "anthropicURL", value: Self.json(self[.anthropic])),
      JSONMember(key: "zhipuURL", value: Self.json(self[.zhipu])),
      JSONMember(key: "tiers", value: tiers),
      JSONMember(key: "streaming", value: .bool(service.streaming)),
      JSONMember(key: "keepAlive", value: Self.json(service.keepAliveInterval)),
      JSONMember(key: "cache", value: Self.json(service.cacheTTL)),
      JSONMember(key: "drain", value: Self.json(drain)),
      JSONMember(key: "logLevel", value: .string(logLevel.rawValue)),
    ]
    members += ServiceSecret.all.map { secret in
      let isSet = secrets.contains(secret.variable)
      return JSONMember(key: secret.variable, value: .string(isSet ? "set" : "not set"))
    }
    return .object(members)
  }

  private var tiers: JSONValue {
    .object(Plan.allCases.map { JSONMember(key: $0.rawValue, value: Self.json(service.tiers[$0])) })
  }

  private static func json(_ tier: Tier) -> JSONValue {
    [
      "provider": .string(tier.provider.rawValue), "model": .string(tier.model),
      "maxTokens": .integer(Int64(tier.maxTokens)),
      "previewsPerDay": tier.previewsPerDay.map { .integer(Int64($0)) } ?? "off",
      "syncTimeout": json(tier.syncTimeout), "streamTimeout": json(tier.streamTimeout),
      "retries": .integer(Int64(tier.retries)),
      "timeoutScope": .string(tier.timeoutScope.rawValue),
    ]
  }

  private static func json(_ duration: Duration?) -> JSONValue {
    .string(duration.map(DurationText.write) ?? "off")
  }

  private static func json(_ address: Address?) -> JSONValue {
    address.map { .string("http://\($0)") } ?? .null
  }

  private static func json(_ proxies: TrustedProxies) -> JSONValue {
    switch proxies {
    case .none: "none"
    case .hops(let count): .integer(Int64(count))
    case .networks(let networks): .array(networks.map { .string($0.description) })
    }
  }
}
