/// A piece of Swift code: comments are no tokens, and a string literal is a single one.
struct SwiftToken: Sendable {
  enum Kind: Sendable {
    /// A name or keyword; names in backticks come without them.
    case word
    /// A number literal.
    case number
    /// A string or regex literal; what stands in its interpolations follows as tokens of its own.
    case text
    /// One character of punctuation.
    case mark
  }

  let kind: Kind
  /// The characters; `""` for each string literal.
  let text: String
  /// The line it begins on, from 1.
  let line: Int
  /// The bytes it takes in the file.
  let bytes: Range<Int>
}

/// A comment, or one line of a block comment.
struct SwiftComment: Sendable {
  /// With its slashes.
  let text: String
  let line: Int
}
