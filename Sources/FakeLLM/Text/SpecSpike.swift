import Wire

/// Changes of a finished spec that make it unacceptable.
enum SpecSpike {
  /// The spec with that code in front of its first tool's own.
  static func apply(_ code: String, to spec: [UInt8]) -> [UInt8] {
    changed(spec, at: SpecFlaw.Field.toolCode.path[...]) { old in
      .string(code + "\n" + (old.stringValue ?? ""))
    }
  }

  /// A spec's text with the value at a path changed; nil takes the member away.
  fileprivate static func changed(
    _ spec: [UInt8], at path: ArraySlice<String>, _ change: (JSONValue) -> JSONValue?
  ) -> [UInt8] {
    guard let value = try? JSONValue.parse(spec), let changed = changed(value, at: path, change)
    else { preconditionFailure("a spec of ours is an object with all its fields") }
    var bytes: [UInt8] = []
    changed.write(into: &bytes)
    return bytes
  }

  private static func changed(
    _ value: JSONValue, at path: ArraySlice<String>, _ change: (JSONValue) -> JSONValue?
  ) -> JSONValue? {
    guard let key = path.first else { return change(value) }
    let rest = path.dropFirst()
    if let elements = value.arrayValue {
      return .array(
        elements.enumerated().compactMap { index, element in
          String(index) == key ? changed(element, at: rest, change) : element
        })
    }
    let members = value.objectValue ?? []
    return .object(
      members.compactMap { member in
        guard member.key == key else { return member }
        return changed(member.value, at: rest, change).map { JSONMember(key: key, value: $0) }
      })
  }
}

extension SpecFlaw {
  /// The spec with this flaw.
  func apply(to spec: [UInt8]) -> [UInt8] {
    SpecSpike.changed(spec, at: field.path[...]) { _ in
      switch kind {
      case .missing: nil
      case .wrongType: 7
      case .empty: ""
      }
    }
  }
}
