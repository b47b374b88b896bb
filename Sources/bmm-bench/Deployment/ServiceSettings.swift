import Service
import World

/// Everything that a deployment of the service alone may choose.
struct ServiceSettings: Sendable {
  /// Where it listens.
  var listen = Address("127.0.0.1", port: 8080)
  /// How long running requests have when it ends.
  var drain = BenchLimits.drain
  /// The least level of a line that is written.
  var logLevel = LogLevel.info
  /// Where each provider is reached, if it was said.
  var providers: [(provider: Provider, address: Address)] = []
  /// How it sends mails.
  var mail = MailSetting.off
  /// Whom they are from.
  var mailFrom: EmailAddress?
  /// What the service itself gets.
  var service: ServiceConfiguration

  /// The settings of a deployment of which nothing is known yet: the strictest.
  init() {
    let nowhere = ProviderEndpoint(Address("", port: 0), key: "")
    service = ServiceConfiguration(
      providers: ProviderEndpoints(anthropic: nowhere, zhipu: nowhere))
    service.environment = .production
  }

  /// The address of a provider, if it was said.
  subscript(provider: Provider) -> Address? {
    get { providers.first { $0.provider == provider }?.address }
    set {
      providers.removeAll { $0.provider == provider }
      if let newValue { providers.append((provider, newValue)) }
    }
  }

  /// How the service sends mails; a relay takes none from nobody.
  var delivery: MailDelivery {
    switch (mail, mailFrom) {
    case (.file(let path), _): .file(path)
    case (.relay(let address), let from?): .relay(address, from: from)
    case (.off, _), (.relay, nil): .none
    }
  }

  /// The plans whose tier needs a provider.
  func plans(of provider: Provider) -> [Plan] {
    Plan.allCases.filter { service.tiers[$0].provider == provider }
  }
}
