/// Anthropic's complaints, which are those of pydantic, the library that checks its requests.
enum AnthropicWords: FieldWords {
  static func error(_ fault: FieldFault, at path: FieldPath) -> ProviderError {
    let place = path.dotted
    return AnthropicErrors.invalid(place.isEmpty ? text(fault) : "\(place): \(text(fault))")
  }

  private static func text(_ fault: FieldFault) -> String {
    switch fault {
    case .missing: "Field required"
    case .unknown: "Extra inputs are not permitted"
    case .wrongKind(let kind, _): "Input should be \(phrase(kind))"
    case .below(let least, _): "Input should be greater than or equal to \(least)"
    case .above(let most, _): "Input should be less than or equal to \(most)"
    case .notAmong(let texts, _): "Input should be \(alternatives(texts))"
    case .unknownType(let types, let found):
      "Input tag '\(found)' found using 'type' does not match any of the expected tags: "
        + quoted(types).joined(separator: ", ")
    case .empty: "at least one message is required"
    case .tooMany(let limit, let found):
      "List should have at most \(limit) items after validation, not \(found)"
    case .noMatch(let pattern): "String should match pattern '\(pattern)'"
    }
  }

  private static func phrase(_ kind: FieldKind) -> String {
    switch kind {
    case .text: "a valid string"
    case .integer: "a valid integer"
    case .number: "a valid number"
    case .flag: "a valid boolean"
    case .list: "a valid list"
    case .object: "an object"
    case .textOrList: "a valid string or list"
    }
  }

  /// Texts as in `'a', 'b' or 'c'`.
  private static func alternatives(_ texts: [String]) -> String {
    let first = quoted(texts.dropLast()).joined(separator: ", ")
    let last = quoted(texts.suffix(1)).joined()
    return first.isEmpty ? last : "\(first) or \(last)"
  }

  private static func quoted(_ texts: some Sequence<String>) -> [String] {
    texts.map { "'\($0)'" }
  }
}
