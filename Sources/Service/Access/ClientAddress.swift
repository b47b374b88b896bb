import Wire

/// The visitor behind the proxies, found by nothing that a visitor could have made up.
struct ClientAddress: Sendable, Equatable {
  /// The address in one form, for logs.
  let text: String
  /// What limits per address count by.
  let limitKey: String

  /// The visitor of a request that came from this peer.
  ///
  /// Each proxy appends its own peer to X-Forwarded-For, so the chain is believed from the right,
  /// as far as proxies are trusted; what stands further left was sent by the visitor. Entries that
  /// are no addresses are never returned, since the result stands in logs and in keys of limits.
  static func of(
    peer: String, _ fields: HTTPFields, _ proxies: TrustedProxies, _ bugs: KnownBugs = []
  ) -> ClientAddress {
    let own = ClientAddress(peer: peer)
    if bugs.contains(.clientAddressOfProxy) { return own }
    if bugs.contains(.clientAddressForgeable) { return chain(fields).first.map(Self.init) ?? own }
    switch proxies {
    case .none: return own
    case .hops(let hops): return visitor(behind: hops, of: chain(fields)) ?? own
    case .networks(let networks): return visitor(own, fields, behind: networks)
    }
  }

  /// The n-th entry from the right; nil for a chain that is too short: it did not come that way.
  private static func visitor(behind hops: Int, of chain: [Substring]) -> ClientAddress? {
    guard (1...max(1, chain.count)).contains(hops), chain.count >= hops else { return nil }
    return address(chain[chain.count - hops]).map(Self.init)
  }

  /// The first address from the right that is no proxy's, beginning with the peer.
  ///
  /// Cloudflare's own header counts only where the peer is trusted and sent no chain: beside a
  /// chain, any proxy between may have let it through as the visitor made it up.
  private static func visitor(
    _ own: ClientAddress, _ fields: HTTPFields, behind networks: [IPNetwork]
  ) -> ClientAddress {
    func isProxy(_ address: IPAddress) -> Bool { networks.contains { $0.contains(address) } }
    // In the simulated network the roles' hosts have names; live they are this machine.
    var reached = IPAddress(own.text) ?? .loopback
    guard isProxy(reached) else { return own }
    let chain = chain(fields)
    if chain.isEmpty {
      return fields["cf-connecting-ip"].flatMap { address($0[...]) }.map(Self.init) ?? own
    }
    var visitor = own
    for entry in chain.reversed() where isProxy(reached) {
      guard let next = address(entry) else { return visitor }
      reached = next
      visitor = ClientAddress(next)
    }
    return visitor
  }

  private static func chain(_ fields: HTTPFields) -> [Substring] {
    fields.values(of: "x-forwarded-for")
      .flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }
  }

  private static func address(_ entry: Substring) -> IPAddress? {
    let isBlank = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
    guard let first = entry.utf8.firstIndex(where: { !isBlank($0) }),
      let last = entry.utf8.lastIndex(where: { !isBlank($0) })
    else { return nil }
    return IPAddress(forwarded: entry[first...last])
  }
}

extension ClientAddress {
  /// The peer itself, which in the simulated network may have a name.
  init(peer: String) {
    if let address = IPAddress(peer) {
      self.init(address)
    } else {
      self.init(text: peer, limitKey: peer)
    }
  }

  private init(_ address: IPAddress) {
    let text = address.description
    self.init(text: text, limitKey: address.isIPv4 ? text : address.limitKey)
  }

  /// The known bug: whatever the visitor wrote, as it is.
  private init(_ entry: Substring) {
    let text = entry.filter { $0 != " " }
    self.init(text: text, limitKey: text)
  }
}
