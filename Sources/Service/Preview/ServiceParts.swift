import HTTP
import World

/// The parts that the routes share, made once.
final class ServiceParts: @unchecked Sendable {  // Confined to its world's loop.
  let world: World
  let configuration: ServiceConfiguration
  let log: ServiceLog
  let store: Store
  let drafter: SpecDrafter
  let admission: PreviewAdmission
  let cache: PreviewCache
  let limiter: Limiter
  let previews = ActivePreviews()
  let activity: Activity
  private let clients: [HTTPClient]

  init(
    in world: World, _ configuration: ServiceConfiguration, _ log: ServiceLog
  ) throws(StoreError) {
    self.world = world
    self.configuration = configuration
    self.log = log
    activity = Activity(in: world)
    store = try Store(
      in: world, path: configuration.databasePath, statementCost: configuration.statementCost)
    let providers = configuration.providers
    let anthropic = HTTPClient(in: world, to: providers.anthropic.address)
    let zhipu = HTTPClient(in: world, to: providers.zhipu.address)
    clients = [anthropic, zhipu]
    drafter = SpecDrafter(
      in: world, AnthropicClient(anthropic, key: providers.anthropic.key),
      ZhipuClient(zhipu, key: providers.zhipu.key), bugs: configuration.knownBugs)
    admission = PreviewAdmission(world: world, store: store, tiers: configuration.tiers)
    cache = PreviewCache(world: world, store: store, lifetime: configuration.cacheTTL)
    limiter = Limiter(world: world, store: store, bugs: configuration.knownBugs)
  }

  /// Begins the provider call of a preview, which ends when the client leaves.
  func upstream(for request: ServiceRequest) -> Upstream {
    let upstream = Upstream(in: world)
    previews.add(upstream)
    upstream.follow(request.exchange, configuration.knownBugs)
    return upstream
  }

  /// Ends all that is under way, then closes what is open.
  func close() async {
    previews.abortAll()
    await activity.drained()
    for client in clients { client.close() }
    await store.close()
  }
}
