import Wire

/// OpenAI's complaints: each with the field as `param`, and a code.
enum OpenAIWords: FieldWords {
  static func error(_ fault: FieldFault, at path: FieldPath) -> ProviderError {
    let place = path.bracketed
    let (message, code) = text(fault, place)
    return OpenAIErrors.invalid(message, place.isEmpty ? nil : place, code: code)
  }

  private static func text(
    _ fault: FieldFault, _ place: String
  ) -> (message: String, code: String) {
    switch fault {
    case .missing: ("Missing required parameter: '\(place)'.", "missing_required_parameter")
    case .unknown: ("Unknown parameter: '\(place)'.", "unknown_parameter")
    case .wrongKind(let kind, let found):
      (
        "Invalid type for '\(place)': expected \(phrase(kind)), but got \(phrase(found)) instead.",
        "invalid_type"
      )
    case .below(let least, let found):
      (
        "Invalid '\(place)': below minimum value. Expected a value >= \(least), but got "
          + "\(found) instead.", "integer_below_min_value"
      )
    case .above(let most, let found):
      (
        "Invalid '\(place)': above maximum value. Expected a value <= \(most), but got "
          + "\(found) instead.", "integer_above_max_value"
      )
    case .notAmong(let texts, let found), .unknownType(let texts, let found):
      (
        "Invalid value: '\(found)'. Supported values are: \(alternatives(texts)).",
        "invalid_value"
      )
    case .empty:
      (
        "Invalid '\(place)': empty array. Expected an array with minimum length 1, but got an "
          + "empty array instead.", "empty_array"
      )
    case .tooMany(let limit, let found):
      (
        "Invalid '\(place)': array too long. Expected an array with maximum length \(limit), but "
          + "got an array with length \(found) instead.", "array_above_max_length"
      )
    case .noMatch(let pattern):
      (
        "Invalid '\(place)': string does not match pattern. Expected a string that matches the "
          + "pattern '\(pattern)'.", "invalid_value"
      )
    }
  }

  private static func phrase(_ kind: FieldKind) -> String {
    switch kind {
    case .text: "a string"
    case .integer: "an integer"
    case .number: "a decimal"
    case .flag: "a boolean"
    case .list: "an array"
    case .object: "an object"
    case .textOrList: "one of a string or array of objects"
    }
  }

  private static func phrase(_ found: JSONValue) -> String {
    switch found {
    case .null: "null"
    case .bool: "a boolean"
    case .integer: "an integer"
    case .number: "a decimal"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }

  /// Texts as in `'a', 'b', and 'c'`.
  private static func alternatives(_ texts: [String]) -> String {
    guard texts.count > 1, let last = texts.last else { return texts.map { "'\($0)'" }.joined() }
    return texts.dropLast().map { "'\($0)'" }.joined(separator: ", ") + ", and '\(last)'"
  }
}
