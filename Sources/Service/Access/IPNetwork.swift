/// A range of addresses with the same beginning, such as `10.0.0.0/8` or `2001:db8::/32`.
package struct IPNetwork: Sendable, Hashable, CustomStringConvertible {
  private let base: IPAddress
  /// The bits that count, of 128.
  private let length: Int

  /// Reads a network, or one address; nil if it is neither, or has bits behind its length.
  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, let base = IPAddress(parts[0]), !parts[0].contains("%") else {
      return nil
    }
    let offset = base.isIPv4 && !parts[0].contains(":") ? 96 : 0
    self.base = base
    if parts.count == 2 {
      guard (1...3).contains(parts[1].utf8.count),
        parts[1].utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
        let bits = Int(parts[1]), bits <= 128 - offset
      else { return nil }
      length = offset + bits
    } else {
      length = 128
    }
    guard Self.beginning(of: base, length) == base else { return nil }
  }

  /// Whether an address lies in it; an IPv4 address never lies in a network of IPv6.
  package func contains(_ address: IPAddress) -> Bool {
    address.isIPv4 == base.isIPv4 && Self.beginning(of: address, length) == base
  }

  package var description: String { "\(base)/\(base.isIPv4 ? length - 96 : length)" }

  private static func beginning(of address: IPAddress, _ length: Int) -> IPAddress {
    IPAddress(
      high: address.high & mask(min(length, 64)), low: address.low & mask(max(length - 64, 0)))
  }

  private static func mask(_ bits: Int) -> UInt64 {
    bits == 0 ? 0 : ~0 << UInt64(64 - bits)
  }
}
