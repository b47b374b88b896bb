/// The code of a Swift file as tokens, with the brackets matched.
struct SwiftCode: Sendable {
  let tokens: [SwiftToken]
  let comments: [SwiftComment]
  /// For each opening or closing bracket the index of its partner; else nil.
  let partners: [Int?]
  /// The line of the first bracket that has no partner.
  let unmatchedLine: Int?

  init(_ text: String) {
    let lexer = SwiftLexer(text)
    (tokens, comments) = (lexer.tokens, lexer.comments)
    var partners = [Int?](repeating: nil, count: tokens.count)
    var open: [Int] = []
    var unmatched: Int?
    for (index, token) in tokens.enumerated() where token.kind == .mark {
      if Self.closing[token.text] != nil { open.append(index) }
      guard Self.closers.contains(token.text) else { continue }
      guard let start = open.popLast(), Self.closing[tokens[start].text] == token.text else {
        unmatched = unmatched ?? token.line
        continue
      }
      (partners[start], partners[index]) = (index, start)
    }
    self.partners = partners
    unmatchedLine = unmatched ?? open.first.map { [tokens] in tokens[$0].line }
  }

  /// The text of a token; empty beyond the ends.
  func text(_ index: Int) -> String {
    tokens.indices.contains(index) && tokens[index].kind != .text ? tokens[index].text : ""
  }

  /// Whether the tokens from an index are these.
  func matches(_ texts: [String], at index: Int) -> Bool {
    texts.indices.allSatisfy { text(index + $0) == texts[$0] }
  }

  /// Whether a word stands on one of the lines.
  func hasWord(_ words: [String], onLines lines: ClosedRange<Int>) -> Bool {
    tokens.contains { lines.contains($0.line) && words.contains($0.text) }
  }

  /// Whether a token is the first of its line.
  func beginsLine(_ index: Int) -> Bool {
    index == 0 || tokens[index - 1].line < tokens[index].line
  }

  private static let closing = ["(": ")", "[": "]", "{": "}"]
  private static let closers = [")", "]", "}"]
}
