import Wire

/// Reads one object of a request's body, and stops at the first field that is wrong.
///
/// Where a field may be absent it may be null as well: the clients of all three vendors send nulls.
struct RequestObject<Words: FieldWords> {
  /// The object.
  let value: JSONValue
  /// Where it stands.
  let path: FieldPath

  /// The object at that place, if it is one.
  init(_ value: JSONValue, at path: FieldPath) throws(ProviderError) {
    guard value.objectValue != nil else {
      throw Words.error(.wrongKind(.object, found: value), at: path)
    }
    self.value = value
    self.path = path
  }

  /// The names of its fields.
  var names: [String] { (value.objectValue ?? []).map(\.key) }

  /// A complaint about one of its fields.
  func error(_ fault: FieldFault, _ name: String) -> ProviderError {
    Words.error(fault, at: path[name])
  }

  /// Complains about the first field that is none of these.
  func refuseUnknown(_ known: [String]) throws(ProviderError) {
    for name in names where !known.contains(name) { throw error(.unknown, name) }
  }

  // MARK: Any kind

  /// A field, nil without one.
  func optional(_ name: String) -> JSONValue? {
    guard let value = value[name], !value.isNull else { return nil }
    return value
  }

  /// A field that has to be there; it may still be null.
  func required(_ name: String) throws(ProviderError) -> JSONValue {
    guard let value = value[name] else { throw error(.missing, name) }
    return value
  }

  // MARK: One kind

  /// A text that has to be there.
  func text(_ name: String) throws(ProviderError) -> String {
    try text(required(name), name)
  }

  /// A text, nil without one.
  func optionalText(_ name: String) throws(ProviderError) -> String? {
    guard let value = optional(name) else { return nil }
    return try text(value, name)
  }

  /// One of these texts, nil without one.
  func optionalText(_ name: String, among texts: [String]) throws(ProviderError) -> String? {
    guard let text = try optionalText(name) else { return nil }
    guard texts.contains(text) else {
      throw error(.notAmong(texts, found: text), name)
    }
    return text
  }

  /// The `type` of an object, which has to be one of these.
  func type(among types: [String]) throws(ProviderError) -> String {
    let type = try text("type")
    guard types.contains(type) else {
      throw Words.error(.unknownType(types, found: type), at: path)
    }
    return type
  }

  /// A whole number within bounds that has to be there.
  func int(_ name: String, in range: ClosedRange<Int>) throws(ProviderError) -> Int {
    try int(required(name), name, in: range)
  }

  /// A whole number within bounds, nil without one.
  func optionalInt(_ name: String, in range: ClosedRange<Int>) throws(ProviderError) -> Int? {
    guard let value = optional(name) else { return nil }
    return try int(value, name, in: range)
  }

  /// A number within bounds, nil without one.
  func optionalNumber(
    _ name: String, in range: ClosedRange<Int>
  ) throws(ProviderError) -> Double? {
    guard let value = optional(name) else { return nil }
    guard let number = value.doubleValue else {
      throw error(.wrongKind(.number, found: value), name)
    }
    // Of the bounds only the one that is crossed is told, so the number itself may be cut.
    let whole = Int(max(-1e9, min(1e9, number)).rounded(.towardZero))
    if number < Double(range.lowerBound) {
      throw error(.below(range.lowerBound, found: whole), name)
    }
    if number > Double(range.upperBound) {
      throw error(.above(range.upperBound, found: whole), name)
    }
    return number
  }

  /// True or false; false without it.
  func flag(_ name: String) throws(ProviderError) -> Bool {
    guard let value = optional(name) else { return false }
    guard let flag = value.boolValue else {
      throw error(.wrongKind(.flag, found: value), name)
    }
    return flag
  }

  /// A list, empty without one.
  func list(_ name: String) throws(ProviderError) -> [JSONValue] {
    guard let value = optional(name) else { return [] }
    return try list(value, name)
  }

  /// A list that has to be there, with an element at least.
  func filledList(_ name: String, atMost limit: Int) throws(ProviderError) -> [JSONValue] {
    let elements = try list(required(name), name)
    if elements.isEmpty { throw error(.empty, name) }
    if elements.count > limit {
      throw error(.tooMany(limit: limit, found: elements.count), name)
    }
    return elements
  }

  /// Texts in a list, empty without one.
  func texts(_ name: String) throws(ProviderError) -> [String] {
    var texts: [String] = []
    for (index, element) in try list(name).enumerated() {
      guard let text = element.stringValue else {
        throw Words.error(.wrongKind(.text, found: element), at: path[name][index])
      }
      texts.append(text)
    }
    return texts
  }

  /// An object, nil without one.
  func optionalObject(_ name: String) throws(ProviderError) -> RequestObject? {
    guard let value = optional(name) else { return nil }
    return try RequestObject(value, at: path[name])
  }

  /// An object that has to be there.
  func object(_ name: String) throws(ProviderError) -> RequestObject {
    try RequestObject(required(name), at: path[name])
  }

  // MARK: Checks

  private func text(_ value: JSONValue, _ name: String) throws(ProviderError) -> String {
    guard let text = value.stringValue else {
      throw error(.wrongKind(.text, found: value), name)
    }
    return text
  }

  private func int(
    _ value: JSONValue, _ name: String, in range: ClosedRange<Int>
  ) throws(ProviderError) -> Int {
    guard let number = value.intValue else {
      throw error(.wrongKind(.integer, found: value), name)
    }
    if number < range.lowerBound { throw error(.below(range.lowerBound, found: number), name) }
    if number > range.upperBound { throw error(.above(range.upperBound, found: number), name) }
    return number
  }

  private func list(_ value: JSONValue, _ name: String) throws(ProviderError) -> [JSONValue] {
    guard let list = value.arrayValue else {
      throw error(.wrongKind(.list, found: value), name)
    }
    return list
  }
}
