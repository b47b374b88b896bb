import Wire

/// Finds the visitor behind the proxies, by nothing that a visitor could have made up.
enum ClientAddress {
  /// The address of the client of a request that came over so many trusted proxies.
  ///
  /// Each proxy appends its own peer to X-Forwarded-For, so the visitor is the n-th entry from the
  /// right; what stands further left was sent by the visitor. A chain that is too short did not
  /// come through the proxies, so then the peer counts. Only when the proxies send no chain at all
  /// does CF-Connecting-IP count. Entries that are no addresses are never returned, since the
  /// result stands in logs and in the keys of limits.
  static func of(peer: String, _ fields: HTTPFields, trustedProxyHops hops: Int) -> String {
    guard hops > 0 else { return peer }
    let chain = fields.values(of: "x-forwarded-for")
      .flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }
    if chain.isEmpty {
      return fields["cf-connecting-ip"].flatMap { isAddress($0) ? $0 : nil } ?? peer
    }
    guard chain.count >= hops else { return peer }
    let entry = trimmed(chain[chain.count - hops])
    return isAddress(entry) ? entry : peer
  }

  /// Whether a text is an IPv4 address, or has the characters of an IPv6 address.
  private static func isAddress(_ text: String) -> Bool {
    let colons = text.utf8.filter { $0 == UInt8(ascii: ":") }.count
    guard colons > 0 else { return isIPv4(text) }
    return (2...7).contains(colons) && text.utf8.count <= 45
      && text.utf8.allSatisfy { isHexadecimal($0) || ":.".utf8.contains($0) }
  }

  private static func isIPv4(_ text: String) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { (1...3).contains($0.utf8.count) && UInt8($0) != nil }
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "A")...UInt8(ascii: "F"):
      true
    default: false
    }
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first == " " || text.first == "\t" { text.removeFirst() }
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return String(text)
  }
}
