/// One header field in place; valid as long as the fields or the head that it points into.
package struct HTTPFieldView {
  /// The bytes of the name in the sender's spelling.
  package let name: ByteView
  /// The bytes of the value.
  package let value: ByteView

  /// Whether this is the field's name, without regard to ASCII case.
  package func isNamed(_ name: String) -> Bool {
    name.withBytes(self.name.equalsIgnoringCase)
  }

  /// Whether more than a beginning stands in the name, and that beginning is it, in any case.
  package func begins(with beginning: String) -> Bool {
    let length = beginning.utf8.count
    guard name.count > length else { return false }
    return beginning.withBytes(name.part(0..<length).equalsIgnoringCase)
  }

  /// Whether it can stand on the wire: a token as its name, no control in its value.
  var isSendable: Bool {
    // All bytes are looked at without a way out, which lets the compiler take many at a time.
    var isToken = name.count > 0
    for byte in name { isToken = HTTPCharacters.isToken(byte) && isToken }
    return isToken && !value.hasControl
  }

  /// An owned copy.
  var field: HTTPField { HTTPField(name: name.text, value: value.text) }
}

extension UnsafeBufferPointer where Element == UInt8 {
  /// Whether a control other than the tab is among the bytes.
  fileprivate var hasControl: Bool {
    var offset = 0
    while true {
      offset = ByteSearch.control(in: self, offset..<count)
      guard offset < count else { return false }
      if self[offset] != ASCII.tab { return true }
      offset += 1
    }
  }
}
