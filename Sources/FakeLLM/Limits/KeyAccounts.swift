import World

/// The accounts of all keys, and the generations whose tokens they pay for.
struct KeyAccounts {
  private let limits: ProviderLimits
  /// By key; only looked up.
  private var accounts: [String: KeyAccount] = [:]
  /// The keys by their first call, so that the oldest can be forgotten.
  private var keys: [String] = []
  private var running: [Meter] = []

  /// One generation under way.
  private struct Meter {
    let key: String
    let generation: any Generation
    var charged = 0
  }

  /// Nil when there is nothing to count.
  init?(_ limits: ProviderLimits) {
    guard limits.areCounted else { return nil }
    self.limits = limits
  }

  /// Takes a call, or throws why not.
  mutating func admit(
    _ key: String, inputTokens: Int, at now: Instant
  ) throws(LimitBreach) {
    prepare(key, at: now)
    try accounts[key]?.admit(inputTokens: inputTokens, at: now)
  }

  /// From now on this generation's tokens are counted.
  mutating func began(_ generation: any Generation, for key: String) {
    running.append(Meter(key: key, generation: generation))
  }

  /// Counts what a generation has come to in all, and lets it go.
  mutating func ended(_ generation: any Generation, tokens: Int, at now: Instant) {
    guard let index = running.firstIndex(where: { $0.generation === generation }) else { return }
    charge(index, tokens, at: now)
    running.remove(at: index)
  }

  /// Where a key's limits stand.
  mutating func state(of key: String, at now: Instant) -> RateLimitState? {
    prepare(key, at: now)
    return accounts[key]?.state(at: now)
  }

  /// Sees to it that the key has an account, with all in it that was written until now.
  private mutating func prepare(_ key: String, at now: Instant) {
    if accounts[key] == nil { open(key, at: now) }
    for index in running.indices where running[index].key == key {
      charge(index, running[index].generation.tokens, at: now)
    }
  }

  private mutating func charge(_ index: Int, _ tokens: Int, at now: Instant) {
    let meter = running[index]
    accounts[meter.key]?.charge(outputTokens: tokens - meter.charged, at: now)
    running[index].charged = tokens
  }

  /// A new key's account; the oldest one makes room for it.
  private mutating func open(_ key: String, at now: Instant) {
    if keys.count == FakeLLMLimits.accounts { accounts[keys.removeFirst()] = nil }
    keys.append(key)
    accounts[key] = KeyAccount(limits, at: now)
  }
}
