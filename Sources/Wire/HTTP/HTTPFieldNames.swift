/// Names of fields, among which those of a head are looked for.
package struct HTTPFieldNames: Sendable, ExpressibleByArrayLiteral {
  private let names: [String]
  /// One bit for each length: few fields have one of the names, and most fail here.
  private let lengths: UInt64

  /// The names of a literal, each shorter than 64 bytes.
  package init(arrayLiteral names: String...) {
    self.names = names
    lengths = names.reduce(0) { $0 | 1 << UInt64($1.utf8.count) }
  }

  /// Whether a field has one of the names.
  package func contains(_ field: HTTPFieldView) -> Bool { contains(field.name) }

  /// Whether a name is one of them.
  package func contains(_ name: ByteView) -> Bool {
    guard name.count < 64, lengths >> UInt64(name.count) & 1 == 1 else { return false }
    return names.contains {
      $0.utf8.count == name.count && $0.withBytes(name.equalsIgnoringCase)
    }
  }
}
