/// Why a text was refused as JSON, and where.
///
/// The wording follows V8, since these texts stand in the logs this project is compared with. Its
/// positions count UTF-16 units; ours count bytes, which differ behind text beyond ASCII.
package struct JSONParsingError: Error, Equatable {
  /// What was wrong.
  package let kind: Kind
  /// The byte it was noticed at, counted from zero.
  package let offset: Int

  /// What can be wrong.
  package enum Kind: Sendable, Equatable {
    /// The text ends where more must follow.
    case unexpectedEnd
    /// A string does not end before the text does: the usual sign of a cut answer.
    case unterminatedString
    /// A byte no value starts with.
    case unexpectedToken(UInt8)
    /// Something other than a key or the end of a fresh object.
    case expectedKeyOrBrace
    /// Something other than a key behind a comma.
    case expectedKey
    /// No colon behind a key.
    case expectedColon
    /// Neither a comma nor the object's end behind a member.
    case expectedCommaOrBrace
    /// Neither a comma nor the array's end behind an element.
    case expectedCommaOrBracket
    /// A second value behind the first.
    case trailingBytes
    /// A control character stands in a string without being escaped.
    case controlCharacter(UInt8)
    /// A backslash before a character that has no escape.
    case badEscape
    /// An escape with fewer than four hexadecimal digits.
    case badUnicodeEscape
    /// Half of a surrogate pair, which is no character (we refuse what RFC 8259 §8.2 leaves open).
    case loneSurrogate
    /// Bytes that are not UTF-8.
    case invalidUTF8
    /// A minus sign without digits.
    case noNumberAfterMinus
    /// A decimal point without digits.
    case unterminatedFraction
    /// An exponent without digits.
    case unterminatedExponent
    /// A zero before another digit.
    case leadingZero
    /// A number too large for a Double, such as 1e400.
    case numberOutOfRange
    /// An integer was asked for, and the number has a fraction or does not fit in 64 bits.
    case notAnInteger
    /// Objects and arrays inside each other beyond the limit.
    case tooDeep(limit: Int)
    /// Valid, but not the kind of value that was asked for.
    case wrongKind(expected: JSONKind, found: JSONKind)
  }

  init(_ kind: Kind, at offset: Int) {
    self.kind = kind
    self.offset = offset
  }
}

extension JSONParsingError: CustomStringConvertible {
  /// One line in the manner of JavaScript engines.
  package var description: String {
    switch kind {
    case .unexpectedEnd: "Unexpected end of JSON input"
    case .trailingBytes: "Unexpected non-whitespace character after JSON at position \(offset)"
    case .tooDeep(let limit): "Nesting deeper than \(limit) levels at position \(offset)"
    case .wrongKind(let expected, let found):
      "Expected \(expected.phrase), found \(found.phrase) in JSON at position \(offset)"
    default: "\(reason) in JSON at position \(offset)"
    }
  }

  private var reason: String {
    switch kind {
    case .unterminatedString: "Unterminated string"
    case .unexpectedToken(let byte): "Unexpected token \(ASCII.name(of: byte))"
    case .expectedKeyOrBrace: "Expected property name or '}'"
    case .expectedKey: "Expected double-quoted property name"
    case .expectedColon: "Expected ':' after property name"
    case .expectedCommaOrBrace: "Expected ',' or '}' after property value"
    case .expectedCommaOrBracket: "Expected ',' or ']' after array element"
    case .controlCharacter: "Bad control character in string literal"
    case .badEscape: "Bad escaped character"
    case .badUnicodeEscape: "Bad Unicode escape"
    case .loneSurrogate: "Lone surrogate"
    case .invalidUTF8: "Invalid UTF-8"
    case .noNumberAfterMinus: "No number after minus sign"
    case .unterminatedFraction: "Unterminated fractional number"
    case .unterminatedExponent: "Exponent part is missing a number"
    case .leadingZero: "Unexpected number"
    case .numberOutOfRange: "Number out of range"
    case .notAnInteger: "Expected an integer"
    case .unexpectedEnd, .trailingBytes, .tooDeep, .wrongKind:
      preconditionFailure("described as a whole")
    }
  }
}
