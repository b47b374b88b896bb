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

  /// The fields whose text and lines were read already.
  init(_ memory: HTTPFieldMemory) {
    self.memory = memory
  }

  /// Makes a list from names and values, in their order.
  package init(_ pairs: [(String, String)]) {
    for (name, value) in pairs { append(name, value) }
  }

  // MARK: Reading

  /// Whether a field of a name may be here: for most names that are asked for, none is.
  @inline(__always)
  private func mayHave(_ name: HTTPFieldName) -> Bool {
    guard let memory else { return false }
    return memory.header.kinds & name.kind != 0
  }

  /// Whether a field of some names may be here.
  @inline(__always)
  private func mayHave(_ names: HTTPFieldNames) -> Bool {
    guard let memory else { return false }
    return memory.header.kinds & names.kinds != 0
  }

  /// The first value under a name, or nil.
  package subscript(_ name: HTTPFieldName) -> String? { mayHave(name) ? first(name) : nil }

  func first(_ name: HTTPFieldName) -> String? { withValue(of: name) { $0.text } }

  /// Hands out the first value under a name in place; nil without one.
  @inline(__always)
  func withValue<Result>(of name: HTTPFieldName, _ use: (ByteView) -> Result) -> Result? {
    guard let memory, let index = memory.index(of: name) else { return nil }
    return withExtendedLifetime(memory) { use(memory.view(index).value) }
  }

  /// All values under a name, in their order.
  package func values(of name: HTTPFieldName) -> [String] { mayHave(name) ? all(name) : [] }

  func all(_ name: HTTPFieldName) -> [String] {
    var values: [String] = []
    forEach(named: name) { values.append($0.text) }
    return values
  }

  /// How many fields have a name.
  package func count(of name: HTTPFieldName) -> Int { memory?.count(of: name) ?? 0 }

  /// Whether a comma-separated list field holds a token, in any of its lines and any case.
  package func contains(_ token: StaticString, in name: HTTPFieldName) -> Bool {
    mayHave(name)
      && contains(ByteView(start: token.utf8Start, count: token.utf8CodeUnitCount), in: name)
  }

  /// Whether a comma-separated list field holds a token, in any of its lines and any case.
  package func contains(_ token: ByteView, in name: HTTPFieldName) -> Bool {
    var isFound = false
    forEachItem(of: name) { if $0.equalsIgnoringCase(token) { isFound = true } }
    return isFound
  }

  /// The items of a comma-separated list field over all its lines, without the empty ones.
  package func list(_ name: HTTPFieldName) -> [String] {
    var items: [String] = []
    forEachItem(of: name) { if !$0.isEmpty { items.append($0.text) } }
    return items
  }

  /// Hands out the items of a comma-separated list field in place, the empty ones too.
  package func forEachItem(of name: HTTPFieldName, _ use: (ByteView) -> Void) {
    guard mayHave(name) else { return }
    forEach(named: name) { for item in HTTPListItems($0) { use(item) } }
  }

  @inline(__always)
  private func forEach(named name: HTTPFieldName, _ use: (ByteView) -> Void) {
    guard let memory else { return }
    withExtendedLifetime(memory) {
      var start = 0
      while let index = memory.index(of: name, from: start) {
        use(memory.view(index).value)
        start = index + 1
      }
    }
  }

  /// Hands out the memory of the fields, unless there are none.
  @inline(__always)
  func withMemory(_ use: (HTTPFieldMemory) -> Void) {
    if let memory, memory.count > 0 { use(memory) }
  }

  /// Whether there is a field of a name.
  package func has(_ name: HTTPFieldName) -> Bool { memory?.index(of: name) != nil }

  /// Whether one field has a name, and a token for its whole value, in any case.
  package func isOnly(_ token: StaticString, in name: HTTPFieldName) -> Bool {
    mayHave(name) && isOneHere(token, in: name)
  }

  private func isOneHere(_ token: StaticString, in name: HTTPFieldName) -> Bool {
    guard let memory, let index = memory.index(of: name) else { return false }
    return memory.view(index).value.equalsIgnoringCase(token)
      && memory.index(of: name, from: index + 1) == nil
  }

  /// The bytes that the fields take in a head.
  var textCount: Int { memory?.header.textCount ?? 0 }

  // MARK: Changing

  /// Adds a field at the end, beside others of the same name.
  package mutating func append(_ name: String, _ value: String) {
    name.withBytes { name in
      value.withBytes { value in
        let field = HTTPFieldView(name: name, value: value)
        append(field, isSendable: field.isSendable)
      }
    }
  }

  /// Adds a field at the end as it is.
  package mutating func append(_ field: HTTPField) {
    append(field.name, field.value)
  }

  /// Adds all of some fields at the end.
  package mutating func append(_ others: HTTPFields) {
    guard let theirs = others.memory else { return }
    own(textRoom: theirs.header.textCount, lineRoom: theirs.count) {
      $0.append(0..<theirs.count, of: theirs)
    }
  }

  /// Adds a field whose bytes are text and fit for the wire, or known not to be.
  mutating func append(_ field: HTTPFieldView, isSendable: Bool) {
    own(textRoom: HTTPFieldMemory.size(field), lineRoom: 1) {
      $0.append(field, isSendable: isSendable)
    }
  }

  /// Replaces all fields of a name by one, at the place of the first or else at the end.
  package mutating func set(_ name: HTTPFieldName, _ value: String) {
    value.withBytes { set(name, $0) }
  }

  /// The same with the bytes of a text.
  package mutating func set(_ name: HTTPFieldName, _ value: ByteView) {
    assert(name.text.isToken, "the name of a field must be a token")
    set(name, value, isToken: true)
  }

  /// The same for a name that is known to be a token, or known not to be.
  mutating func set(_ name: HTTPFieldName, _ value: ByteView, isToken: Bool) {
    let field = HTTPFieldView(name: name.text, value: value, mark: name.mark)
    own(textRoom: HTTPFieldMemory.size(field), lineRoom: 1) {
      $0.set(field, name, isSendable: isToken && !value.hasControl)
    }
  }

  /// Sets each of some fields in their order.
  package mutating func set(_ others: HTTPFields) {
    guard let theirs = others.memory else { return }
    own(textRoom: theirs.header.textCount, lineRoom: theirs.count) { own in
      if own.header.kinds & theirs.header.kinds == 0, own.lacksAll(of: theirs) {
        return own.append(0..<theirs.count, of: theirs)
      }
      for index in 0..<theirs.count {
        let name = theirs.name(index)
        if own.index(of: name) == nil {
          own.append(index..<(index + 1), of: theirs)
        } else {
          own.set(theirs.view(index), name, isSendable: theirs.header.areSendable)
        }
      }
    }
  }

  /// Removes all fields of a name.
  package mutating func remove(_ name: HTTPFieldName) {
    if let first = memory?.index(of: name) {
      own(textRoom: 0, lineRoom: 0) { $0.remove(name, from: first) }
    }
  }

  /// Removes the fields of some names, and those whose names go on behind a beginning.
  package mutating func remove(_ names: HTTPFieldNames, _ beginning: StaticString) {
    guard mayHave(names) || memory?.hasAny(beginning) == true else { return }
    own(textRoom: 0, lineRoom: 0) { $0.remove(names, beginning) }
  }

  /// The fields that a rule keeps, with room for some more.
  package func kept(where isKept: (HTTPFieldView) -> Bool) -> HTTPFields {
    guard let memory else { return self }

    return withExtendedLifetime(memory) {
      let rest = HTTPFieldMemory.make(
        textBytes: memory.header.textCount + Self.usualText,
        lines: memory.count + Self.usualLines)
      var first = 0
      for index in 0..<memory.count where !isKept(memory.view(index)) {
        rest.append(first..<index, of: memory)
        first = index + 1
      }
      rest.append(first..<memory.count, of: memory)
      return HTTPFields(rest)
    }
  }

  /// The fields but those of some names and beginnings of names, with some others in their places.
  ///
  /// A beginning is one where the name goes on behind it. Each of the others, whose names differ,
  /// stands where the first field of its name did, or else at the end.
  package func replacing(
    _ names: HTTPFieldNames, _ beginning: StaticString = "", by others: HTTPFields = [:]
  ) -> HTTPFields {
    let rest = HTTPFieldMemory.make(
      textBytes: textCount + others.textCount + Self.usualText / 4,
      lines: count + others.count + Self.usualLines / 4)
    rest.append(memory, without: names, beginning, replacedBy: others.memory)
    return HTTPFields(rest)
  }

  /// What a proxy adds to a request, in lines; a list that needs more grows.
  private static let usualLines = 10
  /// The same in bytes.
  private static let usualText = 352

  /// Changes memory that nobody shares, with room for so much more.
  @inline(__always)
  private mutating func own(
    textRoom: Int, lineRoom: Int, _ change: (HTTPFieldMemory) -> Void
  ) {
    if !isKnownUniquelyReferenced(&memory) { moveToOwn(textRoom: textRoom, lineRoom: lineRoom) }
    guard let memory else { return }
    // It stays in its place, so that there is nothing to count while it is changed.
    Unmanaged.passUnretained(memory)._withUnsafeGuaranteedRef { own in
      if own.hasRoom(textBytes: textRoom, lines: lineRoom) { return change(own) }
      grow(textRoom: textRoom, lineRoom: lineRoom, change)
    }
  }

  /// Makes memory that nobody shares; one that was shared will rarely grow any more.
  private mutating func moveToOwn(textRoom: Int, lineRoom: Int) {
    memory =
      memory?.copy(textRoom: textRoom, lineRoom: lineRoom)
      ?? .make(
        textBytes: Swift.max(textRoom, Self.usualText / 2),
        lines: Swift.max(lineRoom, Self.usualLines / 2))
  }

  /// Changes memory that was full and may go on growing.
  private mutating func grow(
    textRoom: Int, lineRoom: Int, _ change: (HTTPFieldMemory) -> Void
  ) {
    guard let memory else { return }
    let larger = memory.copy(
      textRoom: textRoom + memory.header.textCount, lineRoom: lineRoom + memory.count)
    change(larger)
    self.memory = larger
  }
}

extension HTTPFields: Collection {
  /// The place of a field.
  package struct Index: Comparable {
    fileprivate let number: Int

    package static func < (left: Index, right: Index) -> Bool { left.number < right.number }
  }

  /// The place of the first field.
  package var startIndex: Index { Index(number: 0) }
  /// The place behind the last field.
  package var endIndex: Index { Index(number: count) }
  /// The number of fields.
  package var count: Int { memory?.count ?? 0 }

  /// The place behind another.
  package func index(after place: Index) -> Index { Index(number: place.number + 1) }

  /// The field at a place in the order of the wire.
  package subscript(place: Index) -> HTTPField {
    guard let memory, (0..<memory.count).contains(place.number) else {
      preconditionFailure("a place behind the last field")
    }
    return withExtendedLifetime(memory) { memory.view(place.number).field }
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
