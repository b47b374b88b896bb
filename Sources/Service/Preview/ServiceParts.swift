import HTTP
import World

/// The parts that the routes share, made once.
final class ServiceParts: @unchecked Sendable {  // Confined to its world's loop.
  let world: World
  let configuration: ServiceConfiguration
  let log: ServiceLog
  let metrics: ServiceMetrics
  let store: Store
  let admission: PreviewAdmission
  let limiter: Limiter
  let flights: Flights
  let mail: any MailSender
  /// Where browsers reach the service: what links in mails begin with.
  var publicURL: String
  let activity: Activity
  let events = EventBuffer()
  private let clients: [HTTPClient]

  init(
    in world: World, _ configuration: ServiceConfiguration, _ log: ServiceLog,
    _ metrics: ServiceMetrics
  ) throws(StoreError) {
    self.world = world
    self.configuration = configuration
    self.log = log
    self.metrics = metrics
    mail = configuration.mail.sender(in: world)
    publicURL = configuration.publicURL ?? ""
    activity = Activity(in: world)
    store = try Store(
      in: world, path: configuration.databasePath, statementCost: configuration.statementCost,
      pool: configuration.databasePool)
    store.onAccess = { metrics.accessedDatabase(for: $0) }
    let providers = configuration.providers
    let anthropic = HTTPClient(in: world, to: providers.anthropic.address)
    let zhipu = HTTPClient(in: world, to: providers.zhipu.address)
    clients = [anthropic, zhipu]
    let drafter = SpecDrafter(
      in: world, AnthropicClient(anthropic, key: providers.anthropic.key),
      ZhipuClient(zhipu, key: providers.zhipu.key), metrics, bugs: configuration.knownBugs)
    let cache = PreviewCache(world: world, store: store, lifetime: configuration.cacheTTL)
    admission = PreviewAdmission(
      world: world, store: store, tiers: configuration.tiers, cache: cache, log: log)
    limiter = Limiter(world: world, store: store, bugs: configuration.knownBugs)
    flights = Flights(
      in: world, drafter, limiter, cache, log, activity, bugs: configuration.knownBugs)
  }

  /// Ends all that is under way, then closes what is open.
  func close() async {
    flights.stop()
    mail.close()
    await activity.drained()
    for client in clients { client.close() }
    await store.close()
  }
}
