/// Header fields in the order of the wire, duplicates kept, names without regard to ASCII case.
///
/// A list and not a dictionary: a proxy must keep order and duplicates, and among a few dozen
/// fields a linear search is faster than hashing. Texts are made when they are asked for; until
/// then fields are bytes in one piece of memory, which copies share.
package struct HTTPFields: @unchecked Sendable {  // Shared memory is never changed.
  /// Nil without any field.
  private var memory: HTTPFieldMemory?

  /// Makes an empty list.
  package init() {}

  /// Makes an empty list with room for fields of so many bytes.
  init(reserving byteCount: Int) {
    memory = .make(capacity: byteCount)
  }

  /// Makes a list from names and values, in their order.
  package init(_ pairs: [(String, String)]) {
    for (name, value) in pairs { append(name, value) }
  }

  // MARK: Reading

  /// The first value under a name, or nil.
  package subscript(_ name: String) -> String? {
    withValue(of: name) { $0.text }
  }

  /// Hands out the first value under a name in place; nil without one.
  func withValue<Result>(of name: String, _ use: (ByteView) -> Result) -> Result? {
    guard let memory else { return nil }
    return name.withBytes { name in
      withExtendedLifetime(memory) { memory.line(of: name).map { use($0.view.value) } }
    }
  }

  /// All values under a name, in their order.
  package func values(of name: String) -> [String] {
    var values: [String] = []
    forEach(named: name) { values.append($0.text) }
    return values
  }

  /// How many fields have a name.
  package func count(of name: String) -> Int {
    guard let memory else { return 0 }
    return name.withBytes { memory.count(of: $0) }
  }

  /// Whether a comma-separated list field holds a token, in any of its lines and any case.
  package func contains(_ token: String, in name: String) -> Bool {
    token.withBytes { contains($0, in: name) }
  }

  /// Whether a comma-separated list field holds a token, in any of its lines and any case.
  package func contains(_ token: ByteView, in name: String) -> Bool {
    var isFound = false
    forEachItem(of: name) { if $0.equalsIgnoringCase(token) { isFound = true } }
    return isFound
  }

  /// The items of a comma-separated list field over all its lines, without the empty ones.
  package func list(_ name: String) -> [String] {
    var items: [String] = []
    forEachItem(of: name) { if !$0.isEmpty { items.append($0.text) } }
    return items
  }

  /// Hands out the items of a comma-separated list field in place, the empty ones too.
  package func forEachItem(of name: String, _ use: (ByteView) -> Void) {
    forEach(named: name) { for item in HTTPListItems($0) { use(item) } }
  }

  private func forEach(named name: String, _ use: (ByteView) -> Void) {
    guard let memory else { return }
    name.withBytes { name in
      withExtendedLifetime(memory) {
        var offset = 0
        while let line = memory.line(of: name, from: offset) {
          use(line.view.value)
          offset = line.place.upperBound
        }
      }
    }
  }

  /// Hands out all fields in place.
  func forEachLine(_ use: (HTTPFieldMemory.Line) -> Void) {
    guard let memory else { return }
    withExtendedLifetime(memory) {
      var offset = 0
      while let line = memory.line(at: offset) {
        use(line)
        offset = line.place.upperBound
      }
    }
  }

  /// The bytes that the fields take in a head.
  var textCount: Int { memory?.textCount ?? 0 }

  /// Whether all fields are known to be fit for the wire.
  var areSendable: Bool { memory?.header.areSendable ?? true }

  // MARK: Changing

  /// Adds a field at the end, beside others of the same name.
  package mutating func append(_ name: String, _ value: String) {
    Self.withView(name, value) { append($0, isSendable: $0.isSendable) }
  }

  /// Adds a field at the end as it is.
  package mutating func append(_ field: HTTPField) {
    append(field.name, field.value)
  }

  /// Adds all of some fields at the end.
  package mutating func append(_ others: HTTPFields) {
    guard let theirs = others.memory else { return }
    let place = 0..<theirs.header.byteCount
    owned(room: place.count).append(theirs.header.fieldCount, linesAt: place, of: theirs)
  }

  /// Adds a field whose bytes are text and fit for the wire, or known not to be.
  mutating func append(_ field: HTTPFieldView, isSendable: Bool) {
    owned(room: HTTPFieldMemory.size(field)).append(field, isSendable: isSendable)
  }

  /// Replaces all fields of a name by one, at the place of the first or else at the end.
  package mutating func set(_ name: String, _ value: String) {
    Self.withView(name, value) { set($0, isSendable: $0.isSendable) }
  }

  /// Sets each of some fields in their order.
  package mutating func set(_ others: HTTPFields) {
    guard let theirs = others.memory else { return }
    let own = owned(room: theirs.header.byteCount)
    var offset = 0
    while let line = theirs.line(at: offset) {
      if own.line(of: line.view.name) == nil {
        own.append(1, linesAt: line.place, of: theirs)
      } else {
        own.set(line.view, isSendable: theirs.header.areSendable)
      }
      offset = line.place.upperBound
    }
  }

  private mutating func set(_ field: HTTPFieldView, isSendable: Bool) {
    owned(room: HTTPFieldMemory.size(field)).set(field, isSendable: isSendable)
  }

  /// Removes all fields of a name.
  package mutating func remove(_ name: String) {
    name.withBytes { name in
      if let first = memory?.line(of: name) {
        owned(room: 0).removeAll(of: name, from: first.place.lowerBound)
      }
    }
  }

  /// The fields that a rule keeps, with room for some more.
  package func kept(where isKept: (HTTPFieldView) -> Bool) -> HTTPFields {
    guard let memory else { return self }
    let rest = HTTPFieldMemory.make(capacity: memory.header.byteCount + Self.usualRoom)
    // Lines that stand in a row are copied in one piece.
    var (row, count) = (0..<0, 0)
    forEachLine { line in
      if isKept(line.view) {
        row = (count == 0 ? line.place.lowerBound : row.lowerBound)..<line.place.upperBound
        count += 1
      } else if count > 0 {
        rest.append(count, linesAt: row, of: memory)
        count = 0
      }
    }
    if count > 0 { rest.append(count, linesAt: row, of: memory) }
    var fields = HTTPFields()
    fields.memory = rest
    return fields
  }

  /// What a proxy adds to a request, in bytes; a list that needs more grows.
  private static let usualRoom = 512

  /// Memory that nobody shares, with room for so many bytes more.
  private mutating func owned(room: Int) -> HTTPFieldMemory {
    let isOwned = isKnownUniquelyReferenced(&memory)
    guard let memory else {
      let new = HTTPFieldMemory.make(capacity: Swift.max(room, Self.usualRoom / 2))
      self.memory = new
      return new
    }
    let hasRoom = memory.header.byteCount + room <= memory.header.capacity
    if isOwned, hasRoom { return memory }
    let own = memory.copy(room: hasRoom ? room : room + memory.header.byteCount)
    self.memory = own
    return own
  }

  /// Static, since a method would hold the memory a second time while it is changed.
  private static func withView(
    _ name: String, _ value: String, _ use: (HTTPFieldView) -> Void
  ) {
    name.withBytes { name in
      value.withBytes { value in use(HTTPFieldView(name: name, value: value)) }
    }
  }
}

extension HTTPFields: Collection {
  /// The place of a field.
  package struct Index: Comparable {
    fileprivate let offset: Int

    package static func < (left: Index, right: Index) -> Bool { left.offset < right.offset }
  }

  /// The place of the first field.
  package var startIndex: Index { Index(offset: 0) }
  /// The place behind the last field.
  package var endIndex: Index { Index(offset: memory?.header.byteCount ?? 0) }
  /// The number of fields.
  package var count: Int { memory?.header.fieldCount ?? 0 }

  /// The place behind another.
  package func index(after place: Index) -> Index {
    Index(offset: line(at: place).place.upperBound)
  }

  /// The field at a place in the order of the wire.
  package subscript(place: Index) -> HTTPField {
    withExtendedLifetime(memory) { line(at: place).view.field }
  }

  private func line(at place: Index) -> HTTPFieldMemory.Line {
    guard let line = memory?.line(at: place.offset) else {
      preconditionFailure("a place behind the last field")
    }
    return line
  }
}

extension HTTPFields: Equatable {
  /// As fields are equal, one by one.
  package static func == (left: HTTPFields, right: HTTPFields) -> Bool {
    left.elementsEqual(right)
  }
}

extension HTTPFields: CustomStringConvertible {
  package var description: String { "\(map { ($0.name, $0.value) })" }
}

extension HTTPFields: ExpressibleByDictionaryLiteral {
  /// Makes a list from a literal; unlike a dictionary it keeps order and duplicates.
  package init(dictionaryLiteral elements: (String, String)...) {
    self.init(elements)
  }
}
