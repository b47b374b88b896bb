import Wire

/// A document as JSON5, as a person would lay it out: what fits a line stands in one.
extension SourceNode {
  /// The whole text with a line's end behind it.
  var text: String { written(indentation: 0, behind: 0) + "\n" }

  /// The whole text in one line.
  var line: String {
    switch value {
    case .null: "null"
    case .bool(let bool): "\(bool)"
    case .number(_, let text): text
    case .string(let text): JSONValue.string(text).jsonString(pretty: false)
    case .array(let elements): "[\(elements.map(\.line).joined(separator: ", "))]"
    case .object(let members):
      members.isEmpty
        ? "{}" : "{ \(members.map { "\($0.keyText): \($0.node.line)" }.joined(separator: ", ")) }"
    }
  }

  private static let width = 98

  /// The text where so many characters stand before it in its first line.
  private func written(indentation: Int, behind used: Int) -> String {
    let line = self.line
    if indentation > 0, used + line.unicodeScalars.count <= Self.width { return line }
    let inner = String(repeating: " ", count: indentation + 2)
    let end = "\n" + String(repeating: " ", count: indentation)
    switch value {
    case .array(let elements) where !elements.isEmpty:
      let lines = elements.map { element in
        inner + element.written(indentation: indentation + 2, behind: indentation + 2) + ","
      }
      return "[\n" + lines.joined(separator: "\n") + end + "]"
    case .object(let members) where !members.isEmpty:
      let lines = members.map { member in
        let key = "\(inner)\(member.keyText): "
        let used = key.unicodeScalars.count
        return key + member.node.written(indentation: indentation + 2, behind: used) + ","
      }
      return "{\n" + lines.joined(separator: "\n") + end + "}"
    default: return line
    }
  }
}

extension SourceMember {
  /// The key as JSON5 has it: without quotes where that is possible.
  fileprivate var keyText: String {
    let scalars = key.unicodeScalars
    let isPlain =
      scalars.first.map(JSON5Scanner.startsName) ?? false
      && scalars.allSatisfy(JSON5Scanner.continuesName)
    return isPlain ? key : JSONValue.string(key).jsonString(pretty: false)
  }
}
