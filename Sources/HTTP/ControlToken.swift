import Wire

/// The secret that opens a control API.
package struct ControlToken: Sendable, Equatable {
  /// How many characters a token has (our choice: 128 bits in hexadecimal at best, no password).
  package static let lengths = 16...256

  /// The token as clients send it.
  package let text: String

  /// A token of 16 to 256 visible ASCII characters; nil for any other text.
  package init?(_ text: String) {
    guard Self.lengths.contains(text.utf8.count), text.utf8.allSatisfy({ 0x21...0x7E ~= $0 })
    else { return nil }
    self.text = text
  }

  /// Whether a request carries the token.
  package func opens(_ fields: HTTPFields) -> Bool {
    guard let given = fields.bearerToken else { return false }
    return Self.equal(Array(given.utf8), Array(text.utf8))
  }

  /// Takes as long for a wrong first letter as for a wrong last one, so that time tells nothing.
  static func equal(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    var difference: UInt8 = 0
    for index in left.indices { difference |= left[index] ^ right[index] }
    return difference == 0
  }
}

extension HTTPFields {
  /// The token of `Authorization: Bearer`, whose scheme has no case (RFC 9110 §11.1).
  package var bearerToken: String? {
    guard let value = self["authorization"], value.utf8.count > 7,
      value.prefix(7).lowercased() == "bearer "
    else { return nil }
    return String(value.dropFirst(7))
  }
}
