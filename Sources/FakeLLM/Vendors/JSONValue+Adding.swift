import Wire

extension JSONValue {
  /// This object with one member more at its end; as it is without a value.
  func adding(_ key: String, _ value: JSONValue?) -> JSONValue {
    guard let value else { return self }
    return .object((objectValue ?? []) + [JSONMember(key: key, value: value)])
  }
}
