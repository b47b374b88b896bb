/// An e-mail address in the one form that names a user.
package struct EmailAddress: Sendable, Equatable {
  /// The address in lower case: nearly every mail server takes both for the same.
  package let text: String

  /// What is accepted, as a regular expression for the OpenAPI document; the length comes on top.
  static let pattern: String = {
    let local = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
    return "^\(local)(\\.\(local))*@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*$"
  }()

  /// Reads an address; nil for what no mail could reach.
  ///
  /// Quoted local parts and addresses beyond ASCII are refused, as most web forms do.
  package init?(_ text: String) {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard text.utf8.count <= ServiceLimits.emailBytes, parts.count == 2,
      Self.areLabels(parts[0], of: Self.isLocal), Self.areLabels(parts[1], of: Self.isDomain)
    else { return nil }
    self.text = text.lowercased()
  }

  /// Parts with dots between them, none empty (RFC 5321 §4.1.2).
  private static func areLabels(_ text: Substring, of isAllowed: (UInt8) -> Bool) -> Bool {
    text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
      !label.isEmpty && label.utf8.allSatisfy(isAllowed)
    }
  }

  private static func isDomain(_ byte: UInt8) -> Bool {
    byte < 0x80 && Character(Unicode.Scalar(byte)).isLetter || byte == UInt8(ascii: "-")
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isLocal(_ byte: UInt8) -> Bool {
    isDomain(byte) || "!#$%&'*+/=?^_`{|}~".utf8.contains(byte)
  }
}
