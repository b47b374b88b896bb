import Service

/// Reads `trustedProxies`: "none", a number of hops, or networks.
enum TrustedProxiesDecoder {
  /// The proxies of a value.
  static func decode(_ value: SourceValue) throws(ScenarioError) -> TrustedProxies {
    switch value.node.value {
    case .string("none"): return .none
    case .number: return .hops(try value.int(in: 1...BenchLimits.proxyHopsMax))
    case .array:
      var networks: [IPNetwork] = []
      for part in try value.array(count: 1...BenchLimits.proxyNetworksMax) {
        networks.append(try network(part))
      }
      return .networks(networks)
    default:
      throw value.mismatch("\"none\", a number of hops, or a list of networks")
    }
  }

  private static func network(_ value: SourceValue) throws(ScenarioError) -> IPNetwork {
    let text = try value.string()
    guard let network = IPNetwork(text) else {
      throw value.error(
        "is \"\(text)\"; allowed: an address, or a network such as \"10.0.0.0/8\" or "
          + "\"2001:db8::/32\" with no bits behind its length")
    }
    return network
  }
}
