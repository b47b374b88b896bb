import Wire

/// The object that a request to the control API carries; what is of the wrong kind is refused.
struct LinkControlBody {
  private let object: JSONValue

  init(_ bytes: [UInt8]) throws(LinkControlError) {
    let value: JSONValue
    do {
      value = try JSONValue.parse(bytes)
    } catch {
      throw .badBody("\(error)")
    }
    try self.init(value)
  }

  init(_ value: JSONValue) throws(LinkControlError) {
    guard value.objectValue != nil else { throw .badBody("it must be an object") }
    object = value
  }

  /// A text; nil if the member is absent.
  func text(_ key: String) throws(LinkControlError) -> String? {
    guard let value = object[key] else { return nil }
    guard let text = value.stringValue else { throw .badBody("\(key) must be a text") }
    return text
  }

  /// The name; nil if it is absent or empty. It stands in paths as it is.
  func name() throws(LinkControlError) -> String? {
    guard let name = try text("name"), !name.isEmpty else { return nil }
    guard name.utf8.allSatisfy(URICharacters.isUnreserved) else {
      throw .badBody("name may have letters, digits and - . _ ~ only, not \(name)")
    }
    return name
  }

  /// A truth value; nil if the member is absent.
  func flag(_ key: String) throws(LinkControlError) -> Bool? {
    guard let value = object[key] else { return nil }
    guard let flag = value.boolValue else { throw .badBody("\(key) must be true or false") }
    return flag
  }

  /// A share from 0 to 1; nil if the member is absent.
  func share(_ key: String) throws(LinkControlError) -> Double? {
    guard let value = object[key] else { return nil }
    guard let share = value.doubleValue, (0...1).contains(share) else {
      throw .badBody("\(key) must be a number from 0 to 1")
    }
    return share
  }

  /// The members of an object; none if the member is absent.
  func members(_ key: String) throws(LinkControlError) -> [JSONMember] {
    guard let value = object[key], !value.isNull else { return [] }
    guard let members = value.objectValue else { throw .badBody("\(key) must be an object") }
    return members
  }
}
