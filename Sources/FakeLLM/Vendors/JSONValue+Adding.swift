import Wire

extension JSONValue {
  /// This object with one member more at its end, unless that is to be left out.
  ///
  /// There is no form for an optional value: its nil would pass for JSON's null.
  func adding(_ key: String, _ value: JSONValue, unless isLeftOut: Bool = false) -> JSONValue {
    if isLeftOut { return self }
    return .object((objectValue ?? []) + [JSONMember(key: key, value: value)])
  }
}
