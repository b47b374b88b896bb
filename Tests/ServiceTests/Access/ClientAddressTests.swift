import Testing
import Wire

@testable import Service

@Suite struct ClientAddressTests {
  // S is what the visitor sent, C the visitor, E the edge, N the proxy that connects to us.
  private static let chain = "198.51.100.66,203.0.113.5, 192.0.2.7"

  @Test(
    arguments: [
      (0, chain, nil, "10.0.0.1"),  // Nobody is trusted: N.
      (1, chain, nil, "192.0.2.7"),  // N is trusted: E.
      (2, chain, nil, "203.0.113.5"),  // N and E are trusted: C.
      (3, chain, nil, "198.51.100.66"),  // One too many is trusted: S, as configured.
      (4, chain, nil, "10.0.0.1"),  // The chain is too short: it did not come that way.
      (2, "203.0.113.5", nil, "10.0.0.1"),  // A direct caller with a header of its own.
      (1, nil, "203.0.113.5", "203.0.113.5"),  // Only Cloudflare's header.
      (0, nil, "203.0.113.5", "10.0.0.1"),  // Cloudflare's header from an untrusted peer.
      (2, "203.0.113.5", "198.51.100.66", "10.0.0.1"),  // A short chain is not mended by it.
      (1, "2001:db8::1", nil, "2001:db8::1"),  // IPv6.
      (1, "<script>", nil, "10.0.0.1"),  // No address: it must not reach a log.
      (1, "1.2.3.4.5", nil, "10.0.0.1"),  // Nearly an address.
      (1, "1.2.3.256", nil, "10.0.0.1"),  // Nearly an address.
      (1, "1.2.3.4,", nil, "10.0.0.1"),  // An empty last entry.
      (1, nil, "unknown", "10.0.0.1"),  // No address in Cloudflare's header.
    ] as [(Int, String?, String?, String)])
  func `the visitor is found behind the proxies`(
    hops: Int, forwarded: String?, connecting: String?, expected: String
  ) {
    var fields = HTTPFields()
    if let forwarded { fields.append("x-forwarded-for", forwarded) }
    if let connecting { fields.append("cf-connecting-ip", connecting) }

    #expect(ClientAddress.of(peer: "10.0.0.1", fields, trustedProxyHops: hops) == expected)
  }

  @Test func `several lines are one chain, in their order`() {
    let fields: HTTPFields = ["x-forwarded-for": "1.1.1.1", "X-Forwarded-For": "2.2.2.2"]
    #expect(ClientAddress.of(peer: "p", fields, trustedProxyHops: 2) == "1.1.1.1")
  }
}
