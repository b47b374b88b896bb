/// An IPv4 or IPv6 address in one form, so that two ways to write it make one key.
package struct IPAddress: Sendable, Hashable, CustomStringConvertible {
  /// The first 64 bits; an IPv4 address is kept as its mapped one (RFC 4291 §2.5.5.2).
  let high: UInt64
  /// The last 64 bits.
  let low: UInt64

  init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// This machine, as it sees itself.
  static let loopback = IPAddress(ipv4: 0x7F00_0001)

  /// Reads an address; a zone id (`%eth0`) is left out, as it means nothing to anybody else.
  package init?(_ text: some StringProtocol) {
    if let ipv4 = Self.ipv4(text) {
      self.init(ipv4: ipv4)
    } else if let address = Self.ipv6(text) {
      self = address
    } else {
      return nil
    }
  }

  /// Reads an entry of a forwarding header, where some write a port: `1.2.3.4:5`, `[::1]:5`.
  init?(forwarded text: Substring) {
    let sides = text.split(separator: "]", omittingEmptySubsequences: false)
    if text.first == "[", sides.count == 2 {
      guard Self.isPort(sides[1], isOptional: true) else { return nil }
      self.init(sides[0].dropFirst())
      return
    }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2 else {
      self.init(text)
      return
    }
    guard Self.isPort(text.dropFirst(parts[0].count), isOptional: false) else { return nil }
    self.init(parts[0])
  }

  private init(ipv4: UInt32) {
    self.init(high: 0, low: 0xFFFF_0000_0000 | UInt64(ipv4))
  }

  /// Whether it is an IPv4 address, in whichever form it came.
  package var isIPv4: Bool { high == 0 && low >> 32 == 0xFFFF }

  /// Whether it belongs to the machine itself.
  var isLoopback: Bool {
    isIPv4 ? (low >> 24) & 0xFF == 0x7F : high == 0 && low == 1
  }

  /// The address in the form of RFC 5952, an IPv4 one in dots.
  package var description: String {
    isIPv4 ? Self.dotted(UInt32(truncatingIfNeeded: low)) : Self.shortest(groups)
  }

  /// What limits count by: an IPv4 address, or the 64 bits that one IPv6 visitor has (RFC 6177).
  ///
  /// A single machine can use every address of its /64, so a limit per address would be none.
  var limitKey: String {
    isIPv4 ? description : IPAddress(high: high, low: 0).description + "/64"
  }

  private var groups: [UInt16] {
    [high, low].flatMap { half in
      [48, 32, 16, 0].map { UInt16(truncatingIfNeeded: half >> UInt64($0)) }
    }
  }
}

// MARK: Reading

extension IPAddress {
  private static func isPort(_ text: Substring, isOptional: Bool) -> Bool {
    if text.isEmpty { return isOptional }
    let digits = text.dropFirst()
    return text.first == ":" && isDecimal(digits, length: 1...5) && UInt16(digits) != nil
  }

  private static func isDecimal(_ text: Substring, length: ClosedRange<Int>) -> Bool {
    length.contains(text.utf8.count)
      && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  /// Four decimal numbers; a leading zero is refused, since some readers take it for octal.
  private static func ipv4(_ text: some StringProtocol) -> UInt32? {
    var address: UInt32 = 0
    var (number, digits, dots) = (UInt32(0), 0, 0)
    for byte in text.utf8 {
      let digit = UInt32(byte &- UInt8(ascii: "0"))
      if byte == UInt8(ascii: "."), digits > 0, dots < 3 {
        address = address << 8 | number
        (number, digits, dots) = (0, 0, dots + 1)
      } else if digit < 10, digits == 0 || number > 0, number * 10 + digit <= 255 {
        (number, digits) = (number * 10 + digit, digits + 1)
      } else {
        return nil
      }
    }
    return dots == 3 && digits > 0 ? address << 8 | number : nil
  }

  private static func ipv6(_ text: some StringProtocol) -> IPAddress? {
    let parts = text.split(separator: "%", maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count == 2, parts[1].isEmpty { return nil }
    guard let groups = groups(in: Substring(parts[0])) else { return nil }
    func half(_ groups: ArraySlice<UInt16>) -> UInt64 {
      groups.reduce(0) { $0 << 16 | UInt64($1) }
    }
    return IPAddress(high: half(groups[..<4]), low: half(groups[4...]))
  }

  private static func groups(in text: Substring) -> [UInt16]? {
    let sides = sides(of: text)
    guard let head = list(sides[0], mayEndInDots: sides.count == 1) else { return nil }
    guard sides.count == 2 else { return head.count == 8 ? head : nil }
    guard let tail = list(sides[1], mayEndInDots: true), head.count + tail.count < 8 else {
      return nil
    }
    return head + Array(repeating: 0, count: 8 - head.count - tail.count) + tail
  }

  /// What stands before and behind the first `::`; a second one is found as an empty group.
  private static func sides(of text: Substring) -> [Substring] {
    guard let gap = text.firstRange(of: "::") else { return [text] }
    return [text[..<gap.lowerBound], text[gap.upperBound...]]
  }

  private static func list(_ text: Substring, mayEndInDots: Bool) -> [UInt16]? {
    if text.isEmpty { return [] }
    var groups: [UInt16] = []
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      if part.contains(".") {
        guard mayEndInDots, index == parts.count - 1, let ipv4 = ipv4(part) else { return nil }
        groups += [UInt16(ipv4 >> 16), UInt16(truncatingIfNeeded: ipv4)]
      } else {
        guard (1...4).contains(part.utf8.count), part.utf8.allSatisfy(isHexadecimal),
          let group = UInt16(part, radix: 16)
        else { return nil }
        groups.append(group)
      }
    }
    return groups
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    byte < 0x80 && Character(Unicode.Scalar(byte)).isHexDigit
  }
}

// MARK: Writing

extension IPAddress {
  private static func dotted(_ address: UInt32) -> String {
    [24, 16, 8, 0].map { String((address >> UInt32($0)) & 0xFF) }.joined(separator: ".")
  }

  /// The longest run of zeros, at least two and the first of equals, becomes `::`.
  private static func shortest(_ groups: [UInt16]) -> String {
    var best = 0..<0
    var start = 0
    for index in 0...groups.count where index == groups.count || groups[index] != 0 {
      if index - start > max(best.count, 1) { best = start..<index }
      start = index + 1
    }
    func text(_ part: ArraySlice<UInt16>) -> String {
      part.map { String($0, radix: 16) }.joined(separator: ":")
    }
    if best.isEmpty { return text(groups[...]) }
    return text(groups[..<best.lowerBound]) + "::" + text(groups[best.upperBound...])
  }
}
