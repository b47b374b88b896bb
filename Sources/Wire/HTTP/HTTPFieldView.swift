/// One header field in place; valid as long as the fields or the head that it points into.
package struct HTTPFieldView {
  /// The bytes of the name in the sender's spelling.
  package let name: ByteView
  /// The bytes of the value.
  package let value: ByteView
  /// What tells the name from most others.
  let mark: UInt32

  init(name: ByteView, value: ByteView, mark: UInt32) {
    self.name = name
    self.value = value
    self.mark = mark
  }

  init(name: ByteView, value: ByteView) {
    self.init(name: name, value: value, mark: HTTPFieldName.mark(of: name))
  }

  /// Whether this is the field's name, without regard to ASCII case.
  package func isNamed(_ name: HTTPFieldName) -> Bool {
    mark == name.mark && self.name.equalsIgnoringCase(name.text)
  }

  /// Whether more than a beginning stands in the name, and that beginning is it, in any case.
  package func begins(with beginning: StaticString) -> Bool {
    let length = beginning.utf8CodeUnitCount
    guard name.count > length else { return false }
    return name.part(0..<length)
      .equalsIgnoringCase(ByteView(start: beginning.utf8Start, count: length))
  }

  /// Whether it can stand on the wire: a token as its name, no control in its value.
  var isSendable: Bool { name.isToken && !value.hasControl }

  /// An owned copy.
  var field: HTTPField { HTTPField(name: name.text, value: value.text) }
}

extension UnsafeBufferPointer where Element == UInt8 {
  /// Whether the bytes are a token: the name of a field.
  var isToken: Bool {
    // All bytes are looked at without a way out, which lets the compiler take many at a time.
    var isToken = count > 0
    for byte in self { isToken = HTTPCharacters.isToken(byte) && isToken }
    return isToken
  }

  /// Whether a control other than the tab is among the bytes.
  var hasControl: Bool {
    var offset = 0
    while true {
      offset = ByteSearch.control(in: self, offset..<count)
      guard offset < count else { return false }
      if self[offset] != ASCII.tab { return true }
      offset += 1
    }
  }
}
