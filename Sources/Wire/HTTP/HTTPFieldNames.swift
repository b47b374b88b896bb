/// Names of fields, among which those of a head are looked for.
package struct HTTPFieldNames: Sendable, ExpressibleByArrayLiteral {
  private let names: [HTTPFieldName]
  /// One bit for each kind: few fields have one of the names, and most fail here.
  let kinds: UInt64

  /// The names of a literal.
  package init(arrayLiteral names: HTTPFieldName...) {
    self.init(names)
  }

  private init(_ names: [HTTPFieldName]) {
    self.names = names
    kinds = names.reduce(0) { $0 | $1.kind }
  }

  /// The names of both.
  package static func + (left: HTTPFieldNames, right: HTTPFieldNames) -> HTTPFieldNames {
    HTTPFieldNames(left.names + right.names)
  }

  /// Whether a field has one of the names.
  package func contains(_ field: HTTPFieldView) -> Bool {
    contains(HTTPFieldName(field.name, mark: field.mark))
  }

  /// Whether a name is one of them.
  package func contains(_ name: ByteView) -> Bool { contains(HTTPFieldName(name)) }

  func contains(_ name: HTTPFieldName) -> Bool {
    guard kinds & name.kind != 0 else { return false }
    return names.contains { $0.mark == name.mark && $0.text.equalsIgnoringCase(name.text) }
  }
}
