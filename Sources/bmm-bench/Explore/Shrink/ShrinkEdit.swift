/// One way to make a document simpler.
struct ShrinkEdit: Equatable, Sendable {
  /// What is changed.
  let path: SourcePath
  /// What stands there then; nil takes it away.
  let value: SourceNode.Value?
  /// What that is, in words.
  let about: String

  /// Takes a value away.
  static func without(_ path: SourcePath) -> ShrinkEdit {
    ShrinkEdit(path: path, value: nil, about: "without \(path.text)")
  }

  /// Puts another value in the place of one.
  static func replacing(_ path: SourcePath, by value: SourceNode.Value) -> ShrinkEdit {
    let node = SourceNode(value: value, file: "", position: SourcePosition())
    return ShrinkEdit(path: path, value: value, about: "\(path.text): \(node.line)")
  }

  /// The document with this change.
  func applied(to document: SourceNode) -> SourceNode { document.replacing(path, by: value) }
}

extension SourceNode.Value {
  /// A whole number.
  static func whole(_ number: Int) -> SourceNode.Value {
    .number(Double(number), text: "\(number)")
  }

  /// The whole number that this is.
  var wholeNumber: Int? {
    guard case .number(_, let text) = self else { return nil }
    return Int(text)
  }

  /// The elements of an array.
  var elements: [SourceNode]? {
    guard case .array(let elements) = self else { return nil }
    return elements
  }

  /// The members of an object.
  var members: [SourceMember]? {
    guard case .object(let members) = self else { return nil }
    return members
  }

  /// The text that this is.
  var text: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }
}
