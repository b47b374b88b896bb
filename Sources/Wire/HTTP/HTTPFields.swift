/// Header fields in the order of the wire, duplicates kept, names without regard to ASCII case.
///
/// A list and not a dictionary: a proxy must keep order and duplicates, and among a few dozen
/// fields a linear search is faster than hashing.
package struct HTTPFields: Sendable, Equatable {
  private var fields: [HTTPField] = []

  /// Makes an empty list.
  package init() {}

  /// Makes an empty list with room for some fields, so that it does not grow step by step.
  init(reserving count: Int) {
    fields.reserveCapacity(count)
  }

  /// Makes a list from names and values, in their order.
  package init(_ pairs: [(String, String)]) {
    fields = pairs.map { HTTPField(name: $0.0, value: $0.1) }
  }

  /// The first value under a name, or nil.
  package subscript(_ name: String) -> String? {
    fields.first { ASCII.equalIgnoringCase($0.name, name) }?.value
  }

  /// All values under a name, in their order.
  package func values(of name: String) -> [String] {
    fields.filter { ASCII.equalIgnoringCase($0.name, name) }.map(\.value)
  }

  /// Adds a field at the end, beside others of the same name.
  package mutating func append(_ name: String, _ value: String) {
    append(HTTPField(name: name, value: value))
  }

  /// Adds a field at the end as it is.
  package mutating func append(_ field: HTTPField) {
    fields.append(field)
  }

  /// Replaces all fields of a name by one, at the place of the first or else at the end.
  package mutating func set(_ name: String, _ value: String) {
    let field = HTTPField(name: name, value: value)
    let place = fields.firstIndex { ASCII.equalIgnoringCase($0.name, name) }
    guard let place else { return fields.append(field) }
    fields[place] = field
    let others = fields[(place + 1)...]
    guard others.contains(where: { ASCII.equalIgnoringCase($0.name, name) }) else { return }
    let rest = others.filter { !ASCII.equalIgnoringCase($0.name, name) }
    fields.replaceSubrange((place + 1)..., with: rest)
  }

  /// Removes all fields of a name.
  package mutating func remove(_ name: String) {
    fields.removeAll { ASCII.equalIgnoringCase($0.name, name) }
  }

  /// Whether a comma-separated list field holds a token, in any of its lines and any case.
  package func contains(_ token: String, in name: String) -> Bool {
    for field in fields where ASCII.equalIgnoringCase(field.name, name) {
      for item in field.value.utf8.split(separator: ASCII.comma) {
        if ASCII.equalIgnoringCase(Self.trimmed(item), token) { return true }
      }
    }
    return false
  }

  /// The items of a comma-separated list field over all its lines, without the empty ones.
  package func list(_ name: String) -> [String] {
    values(of: name).flatMap { $0.utf8.split(separator: ASCII.comma).map(Self.trimmed) }
      .filter { !$0.isEmpty }
  }

  private static func trimmed(_ item: Substring.UTF8View) -> String {
    let isBlank = { (byte: UInt8) in byte == ASCII.space || byte == ASCII.tab }
    guard let first = item.firstIndex(where: { !isBlank($0) }),
      let last = item.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(Substring(item[first...last]))
  }
}

extension HTTPFields: RandomAccessCollection {
  /// The place of the first field; always zero.
  package var startIndex: Int { 0 }
  /// The number of fields.
  package var endIndex: Int { fields.count }
  /// The field at a place in the order of the wire.
  package subscript(position: Int) -> HTTPField { fields[position] }
}

extension HTTPFields: ExpressibleByDictionaryLiteral {
  /// Makes a list from a literal; unlike a dictionary it keeps order and duplicates.
  package init(dictionaryLiteral elements: (String, String)...) {
    self.init(elements)
  }
}
