import Testing

@testable import Service

@Suite struct IPNetworkTests {
  @Test(arguments: [
    ("10.0.0.0/8", "10.255.255.255", true),  // The last of it.
    ("10.0.0.0/8", "11.0.0.0", false),  // The first behind it.
    ("10.0.0.1", "10.0.0.1", true),  // A single address.
    ("10.0.0.1", "10.0.0.2", false),
    ("0.0.0.0/0", "8.8.8.8", true),  // All of IPv4 …
    ("0.0.0.0/0", "2001:db8::1", false),  // … and nothing else.
    ("::/0", "2001:db8::1", true),
    ("::/0", "8.8.8.8", false),  // Whoever trusts all of IPv6 has not said so of IPv4.
    ("::ffff:10.0.0.0/104", "10.1.2.3", true),  // A mapped network is one of IPv4.
    ("2001:db8::/33", "2001:db8:7fff::1", true),
    ("2001:db8::/33", "2001:db8:8000::1", false),  // A length inside a group.
    ("2001:db8::/65", "2001:db8:0:0:7fff::1", true),
    ("2001:db8::/65", "2001:db8:0:0:8000::1", false),  // A length behind the first half.
  ])
  func `a network holds what begins like it`(
    network: String, address: String, isInside: Bool
  ) throws {
    let network = try #require(IPNetwork(network))
    #expect(network.contains(try #require(IPAddress(address))) == isInside)
  }

  @Test(arguments: [
    "10.0.0.1/8",  // Bits behind the length: a slip, or another network than meant.
    "10.0.0.0/33", "2001:db8::/129", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/8/8", "10/8", "",
    "fe80::1%eth0", "all",
  ])
  func `what is no network is refused`(text: String) {
    #expect(IPNetwork(text) == nil)
  }

  @Test(arguments: ["10.0.0.0/8", "2001:db8::/32", "10.0.0.1/32"])
  func `a network is written as it is read`(text: String) throws {
    #expect(try #require(IPNetwork(text)).description == text)
  }
}
