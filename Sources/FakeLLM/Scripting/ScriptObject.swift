import Wire

/// An object of a script that is read key by key and remembers which keys were asked for.
///
/// What the reader asks for is what the object may hold, so that the list of known keys cannot
/// drift away from the code that reads them.
struct ScriptObject {
  /// Where the object is, for complaints.
  let place: String
  private let members: [JSONMember]
  private var known: [String] = []

  init(_ value: JSONValue, at place: String) throws(ScriptFault) {
    guard let members = value.objectValue else {
      throw ScriptFault(place: place, complaint: "must be an object, not \(value.kindName)")
    }
    self.place = place
    self.members = members
  }

  // MARK: Values

  /// The value of a key, which is known from now on; null counts as a value.
  mutating func value(_ key: String) -> JSONValue? {
    known.append(key)
    return members.last { $0.key == key }?.value
  }

  mutating func text(_ key: String) throws(ScriptFault) -> String? {
    guard let value = value(key) else { return nil }
    guard let text = value.stringValue else { throw mismatch(key, "a text", value) }
    return text
  }

  mutating func flag(_ key: String) throws(ScriptFault) -> Bool? {
    guard let value = value(key) else { return nil }
    guard let flag = value.boolValue else { throw mismatch(key, "true or false", value) }
    return flag
  }

  mutating func int(_ key: String, in range: ClosedRange<Int>) throws(ScriptFault) -> Int? {
    guard let value = value(key) else { return nil }
    guard let number = value.intValue, range.contains(number) else {
      let expected = "a whole number from \(range.lowerBound) to \(range.upperBound)"
      throw mismatch(key, expected, value)
    }
    return number
  }

  mutating func number(
    _ key: String, in range: ClosedRange<Double>
  ) throws(ScriptFault) -> Double? {
    guard let value = value(key) else { return nil }
    guard let number = value.doubleValue, range.contains(number) else {
      throw mismatch(key, "a number from \(range.lowerBound) to \(range.upperBound)", value)
    }
    return number
  }

  /// One of the words that stand for something.
  mutating func word<Meaning>(
    _ key: String, among words: KeyValuePairs<String, Meaning>
  ) throws(ScriptFault) -> Meaning? {
    guard let value = value(key) else { return nil }
    if let meaning = words.first(where: { .string($0.key) == value })?.value { return meaning }
    let list = words.map { "\"\($0.key)\"" }.joined(separator: ", ")
    throw mismatch(key, "one of \(list)", value)
  }

  mutating func object(_ key: String) throws(ScriptFault) -> ScriptObject? {
    guard let value = value(key) else { return nil }
    return try ScriptObject(value, at: placeOf(key))
  }

  /// The elements of a list, each with its place.
  mutating func list(_ key: String) throws(ScriptFault) -> [(value: JSONValue, place: String)] {
    guard let value = value(key) else { return [] }
    guard let elements = value.arrayValue else { throw mismatch(key, "a list", value) }
    return elements.enumerated().map { ($1, "\(placeOf(key))[\($0)]") }
  }

  // MARK: Complaints

  /// A value that the reader cannot do without.
  func required<Value>(_ key: String, _ value: Value?) throws(ScriptFault) -> Value {
    guard let value else { throw ScriptFault(place: place, complaint: "lacks the key \"\(key)\"") }
    return value
  }

  /// Ends the reading; throws for the first key that nobody asked for.
  func finish() throws(ScriptFault) {
    guard let stranger = members.first(where: { !known.contains($0.key) }) else { return }
    let list = known.joined(separator: ", ")
    throw ScriptFault(
      place: place, complaint: "unknown key \"\(stranger.key)\" (known: \(list))")
  }

  /// A complaint about one key.
  func fault(_ key: String, _ complaint: String) -> ScriptFault {
    ScriptFault(place: placeOf(key), complaint: complaint)
  }

  private func mismatch(_ key: String, _ expected: String, _ value: JSONValue) -> ScriptFault {
    fault(key, "must be \(expected), not \(value.shown)")
  }

  private func placeOf(_ key: String) -> String { "\(place).\(key)" }
}

extension JSONValue {
  /// What kind of value it is, for complaints.
  fileprivate var kindName: String {
    switch self {
    case .null: "null"
    case .bool: "true or false"
    case .integer, .number: "a number"
    case .string: "a text"
    case .array: "a list"
    case .object: "an object"
    }
  }

  /// The value itself if it is short, else its kind.
  fileprivate var shown: String {
    let text = jsonString(pretty: false)
    return text.utf8.count <= 40 ? text : kindName
  }
}
