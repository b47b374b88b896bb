/// One header field as it stood on the wire, without the space around its value.
package struct HTTPField: Sendable {
  /// The name in the sender's spelling; compare it without regard to ASCII case.
  package let name: String
  /// The value without leading and trailing spaces and tabs.
  package let value: String

  /// Makes a field; nothing is checked before it is written.
  package init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}

extension HTTPField {
  /// Whether the field can stand on the wire: a token as its name, no control in its value.
  package var isSendable: Bool {
    !name.utf8.isEmpty && name.utf8.allSatisfy(HTTPCharacters.isToken)
      && !value.utf8.contains(where: HTTPCharacters.isControl)
  }

  /// Whether this is the field's name, without regard to ASCII case.
  package func isNamed(_ name: String) -> Bool {
    ASCII.equalIgnoringCase(self.name, name)
  }
}

extension HTTPField: Equatable {
  /// Names are equal without regard to ASCII case (RFC 9110 §5.1), values byte by byte: Swift
  /// would take two spellings of one accented letter for the same text.
  package static func == (left: HTTPField, right: HTTPField) -> Bool {
    ASCII.equalIgnoringCase(left.name, right.name)
      && left.value.utf8.elementsEqual(right.value.utf8)
  }
}
