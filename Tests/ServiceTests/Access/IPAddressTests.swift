import Testing

@testable import Service

@Suite struct IPAddressTests {
  @Test(arguments: [
    ("0.0.0.0", "0.0.0.0"),
    ("255.255.255.255", "255.255.255.255"),
    ("::", "::"),
    ("::1", "::1"),
    ("1::", "1::"),
    ("2001:DB8:0:0:8:800:200C:417A", "2001:db8::8:800:200c:417a"),  // RFC 4291 §2.2.
    ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),  // One zero stays (RFC 5952 §4.2.2).
    ("2001:0:0:1:0:0:0:1", "2001:0:0:1::1"),  // The longest run (§4.2.3).
    ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"),  // The first of two runs (§4.2.3).
    ("::13.1.68.3", "::d01:4403"),  // The deprecated IPv4-compatible form is IPv6.
    ("64:ff9b::192.0.2.33", "64:ff9b::c000:221"),  // A translated address (RFC 6052).
    ("::ffff:192.0.2.33", "192.0.2.33"),  // A mapped address is an IPv4 one.
    ("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"),
    ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),  // A gap of one group.
  ])
  func `each address has one form`(text: String, expected: String) throws {
    let address = try #require(IPAddress(text))
    #expect(address.description == expected)
    #expect(IPAddress(expected) == address)
  }

  @Test(arguments: [
    ("127.0.0.1", true), ("127.9.9.9", true), ("::1", true), ("::ffff:127.0.0.1", true),
    ("128.0.0.1", false), ("::2", false), ("::127.0.0.1", false),
  ])
  func `this machine is known in every form`(text: String, isLoopback: Bool) throws {
    #expect(try #require(IPAddress(text)).isLoopback == isLoopback)
  }
}
