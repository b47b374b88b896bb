/// Which peers may say on whose behalf they ask.
package enum TrustedProxies: Sendable, Equatable {
  /// Nobody: the peer is the visitor.
  case none
  /// So many proxies stand before the service, which nobody can reach past them.
  case hops(Int)
  /// Peers and entries of their chain count as proxies while they lie in one of these networks.
  case networks([IPNetwork])
}
