/// A crash without a reason helps nobody: `try!` never, other forcing with a reason on its line.
struct NoForcing: HouseRule {
  let name = "no forcing"

  let examples = [
    Example.broken("let spec = try! parse()  // It cannot fail."),
    .broken("let first = list.first!"),
    .broken("let spec = value as! Spec"),
    .broken("var spec: Spec!"),
    .broken(in: "Tests/WireTests/Planted.swift", "let one = table[1]!.name"),
    .kept("let first = list.first!  // A list of one at least: see the precondition."),
    .kept("guard !list.isEmpty, one != two else { return !done }\nlet text = \"a!\""),
  ]

  func violations(in file: SourceFile) -> [Violation] {
    guard let code = file.code else { return [] }
    return code.tokens.indices.compactMap { index in
      guard index > 0, code.text(index) == "!", isForcing(code, index) else { return nil }
      let line = code.tokens[index].line
      if code.text(index - 1) == "try" {
        return Violation(line: line, message: "throw the error, or handle it")
      }
      guard !code.comments.contains(where: { $0.line == line }) else { return nil }
      return Violation(line: line, message: "forced without a reason on the line")
    }
  }

  /// Whether a `!` stands directly behind something, and is no `!=`.
  private func isForcing(_ code: SwiftCode, _ index: Int) -> Bool {
    let (mark, before) = (code.tokens[index], code.tokens[index - 1])
    guard before.bytes.upperBound == mark.bytes.lowerBound else { return false }
    guard before.kind != .mark || [")", "]", "?", "}"].contains(before.text) else { return false }
    return code.text(index + 1) != "="
      || code.tokens[index + 1].bytes.lowerBound > mark.bytes.upperBound
  }
}
