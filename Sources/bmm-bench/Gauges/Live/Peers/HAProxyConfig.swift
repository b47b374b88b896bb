import World

/// The configuration of haproxy as a peer: one thread, no log, connections kept and shared.
struct HAProxyConfig: Sendable {
  /// Where it listens.
  let address: Address
  /// Whom it passes requests to.
  let origin: Address

  /// The text of the file.
  ///
  /// `http-no-delay` because it would hold events back for 110 ms otherwise, to fill packets.
  var text: String {
    """
    global
      nbthread 1
      maxconn 9900
    defaults
      mode http
      option http-keep-alive
      option http-no-delay
      http-reuse always
      timeout connect 10s
      timeout client 600s
      timeout server 600s
    frontend front
      bind \(address)
      default_backend origin
    backend origin
      server origin \(origin)

    """
  }
}
