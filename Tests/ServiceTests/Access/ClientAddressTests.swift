import Testing
import Wire

@testable import Service

@Suite struct ClientAddressTests {
  // What the visitor sent, the visitor, Cloudflare's edge, the nginx that connects to us.
  private static let (forged, visitor, edge, nginx) = (
    "198.51.100.66", "203.0.113.5", "173.245.48.7", "10.0.0.1"
  )
  private static let chain = "\(forged),\(visitor), \(edge)"
  private static let cloudflare = "173.245.48.0/20"

  private static func networks(_ texts: String...) -> TrustedProxies {
    .networks(texts.compactMap { IPNetwork($0) })
  }

  struct Row: Sendable, CustomTestStringConvertible {
    let why: String
    let proxies: TrustedProxies
    var peer = ClientAddressTests.nginx
    var forwarded: [String] = []
    var connecting: String?
    let expected: String

    var testDescription: String { why }
    var fields: HTTPFields {
      var fields = HTTPFields(forwarded.map { ("x-forwarded-for", $0) })
      if let connecting { fields.append("cf-connecting-ip", connecting) }
      return fields
    }
  }

  static let truthTable = [
    Row(why: "nobody is trusted: the peer", proxies: .none, forwarded: [chain], expected: nginx),
    Row(
      why: "only nginx is trusted: the edge", proxies: networks(nginx), forwarded: [chain],
      expected: edge),
    Row(
      why: "loopback is trusted, nginx is elsewhere", proxies: networks("127.0.0.0/8"),
      forwarded: [chain], expected: nginx),
    Row(
      why: "nginx and the edge's networks: the visitor", proxies: networks(nginx, cloudflare),
      forwarded: [chain], expected: visitor),
    Row(why: "one hop", proxies: .hops(1), forwarded: [chain], expected: edge),
    Row(why: "two hops", proxies: .hops(2), forwarded: [chain], expected: visitor),
    Row(
      why: "three hops: one too many, as configured", proxies: .hops(3), forwarded: [chain],
      expected: forged),
    Row(
      why: "four hops: the chain did not come that way", proxies: .hops(4), forwarded: [chain],
      expected: nginx),
    Row(why: "no hops", proxies: .hops(0), forwarded: [chain], expected: nginx),
    Row(
      why: "nginx's realip has put the visitor in place of the chain", proxies: networks(nginx),
      forwarded: [visitor], expected: visitor),
    Row(
      why: "Cloudflare itself is the peer", proxies: networks(cloudflare), peer: edge,
      forwarded: ["\(forged), \(visitor)"], connecting: visitor, expected: visitor),
    Row(
      why: "Cloudflare's own header from a trusted peer without a chain",
      proxies: networks(cloudflare), peer: edge, connecting: visitor, expected: visitor),
    Row(
      why: "Cloudflare's header made up behind a proxy that lets it through",
      proxies: networks(nginx), forwarded: [visitor], connecting: forged, expected: visitor),
    Row(
      why: "directly to the origin with Cloudflare's header", proxies: networks(cloudflare),
      peer: visitor, connecting: forged, expected: visitor),
    Row(
      why: "directly to the origin with a chain that names the edge",
      proxies: networks(cloudflare), peer: visitor, forwarded: ["\(forged), \(edge)"],
      expected: visitor),
    Row(
      why: "directly to the origin, hops: the header is too short", proxies: .hops(2),
      peer: visitor, forwarded: [forged], expected: visitor),
    Row(
      why: "hops do not know the peer, so Cloudflare's header is nobody's", proxies: .hops(1),
      connecting: forged, expected: nginx),
    Row(
      why: "nobody is trusted with Cloudflare's header either", proxies: .none, connecting: forged,
      expected: nginx),
    Row(
      why: "several lines are one chain, in their order", proxies: networks(nginx, cloudflare),
      forwarded: [forged, visitor, edge], expected: visitor),
    Row(
      why: "several lines and hops", proxies: .hops(2), forwarded: [forged, visitor, edge],
      expected: visitor),
    Row(
      why: "all of the chain is trusted: its first", proxies: networks("10.0.0.0/8"),
      forwarded: ["10.0.0.9, 10.0.0.2"], expected: "10.0.0.9"),
    Row(
      why: "an empty chain of a trusted peer", proxies: networks(nginx), expected: nginx),
    Row(why: "ports", proxies: .hops(1), forwarded: ["\(visitor):55123"], expected: visitor),
    Row(
      why: "an IPv6 port", proxies: .hops(1), forwarded: ["[2001:DB8::1]:443"],
      expected: "2001:db8::1"),
    Row(
      why: "IPv6 in one form", proxies: .hops(1), forwarded: ["2001:0db8:0:0:0:0:0:1"],
      expected: "2001:db8::1"),
    Row(
      why: "a zone id is left out", proxies: .hops(1), forwarded: ["fe80::1%eth0"],
      expected: "fe80::1"),
    Row(
      why: "an IPv4-mapped visitor", proxies: .hops(1), forwarded: ["::ffff:\(visitor)"],
      expected: visitor),
    Row(
      why: "an IPv4-mapped peer of a dual-stack socket", proxies: networks(nginx),
      peer: "::ffff:\(nginx)", forwarded: [visitor], expected: visitor),
    Row(
      why: "an IPv6 proxy", proxies: networks("fd00::/8"), peer: "fd12::1", forwarded: [visitor],
      expected: visitor),
    Row(
      why: "a role of the simulated network is this machine", proxies: networks("127.0.0.1"),
      peer: "edge", forwarded: [visitor], expected: visitor),
    Row(
      why: "a name stays what it is if nobody is trusted", proxies: .none, peer: "users",
      expected: "users"),
  ]

  @Test(arguments: truthTable) func `the visitor is found behind the proxies`(row: Row) {
    #expect(ClientAddress.of(peer: row.peer, row.fields, row.proxies).text == row.expected)
  }

  @Test(
    arguments: [
      "<script>", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1.2.3.4,", "unknown", "_hidden", "", " ",
      "[::1", "::1]", "1.2.3.4:", "1.2.3.4:99999", "2001:db8::1::", "fe80::1%", "12345::",
      "\u{FF11}.2.3.4", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "::1.2.3", "1.2.3.4::",
    ],
    [TrustedProxies.hops(1), networks(nginx)])
  func `what is no address is never returned`(garbage: String, proxies: TrustedProxies) {
    let chain: HTTPFields = ["x-forwarded-for": garbage]
    let connecting: HTTPFields = ["cf-connecting-ip": garbage]

    #expect(ClientAddress.of(peer: Self.nginx, chain, proxies).text == Self.nginx)
    #expect(ClientAddress.of(peer: Self.nginx, connecting, proxies).text == Self.nginx)
  }

  @Test func `behind garbage the last proxy counts, not what stands before`() {
    let fields: HTTPFields = ["x-forwarded-for": "\(Self.forged), garbage, \(Self.edge)"]
    let proxies = Self.networks(Self.nginx, Self.cloudflare)
    #expect(ClientAddress.of(peer: Self.nginx, fields, proxies).text == Self.edge)
  }

  @Test(arguments: [
    ("203.0.113.5", "203.0.113.5"),  // One IPv4 address is one visitor.
    ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),  // One IPv6 network is one visitor.
    ("2001:db8:1:2:ffff::", "2001:db8:1:2::/64"),  // The same visitor with another address.
    ("::ffff:203.0.113.5", "203.0.113.5"),  // IPv4 in another form.
    ("users", "users"),  // A simulated host.
  ])
  func `limits count a visitor, not an address`(peer: String, key: String) {
    #expect(ClientAddress.of(peer: peer, [:], .none).limitKey == key)
  }

  @Test func `the known bugs collapse all visitors, or believe each`() {
    let fields: HTTPFields = ["x-forwarded-for": Self.chain]
    func address(_ bug: KnownBugs) -> String {
      ClientAddress.of(peer: Self.nginx, fields, .hops(2), bug).text
    }

    #expect(address([]) == Self.visitor)
    #expect(address(.clientAddressOfProxy) == Self.nginx)
    #expect(address(.clientAddressForgeable) == Self.forged)
  }
}
