/// Code that would take time, chance or order from the machine instead of from the world.
///
/// One use of it and a seed no longer names a run. The examples make themselves: the code must be
/// found where it is banned, and not where it is allowed, in a string, or in a comment.
struct BannedCode: HouseRule {
  /// The tokens in their order; blanks between them do not matter.
  let tokens: [String]
  /// Files and folders that may use it.
  var allowedIn: [String] = []
  /// The tokens after which it is something else.
  var unlessBefore: [String] = []
  /// Whether it is banned in tests as well.
  var includesTests = false
  let reason: String

  var name: String { "no " + tokens.joined(separator: tokens[0].isModifier ? " " : "") }

  var examples: [Example] {
    let code = tokens.joined(separator: " ") + " "
    let allowed = allowedIn.map { Example.kept(in: $0, code) }
    let other = unlessBefore.map { Example.kept(code + $0) }
    let test = "Tests/WireTests/Planted.swift"
    return [
      .broken(on: [2], "let a = 1\n\(code)\n"),
      .kept("// \(code)\nlet a = \"\(code)\"\n"),
      includesTests ? .broken(in: test, code) : .kept(in: test, code),
    ] + allowed + other
  }

  func violations(in file: SourceFile) -> [Violation] {
    guard let code = file.code, file.isSource || includesTests && file.isTest else { return [] }
    guard !allowedIn.contains(where: { file.path.hasPrefix($0) }) else { return [] }
    return code.tokens.indices.compactMap { index in
      guard code.text(index) == tokens[0], code.matches(tokens, at: index) else { return nil }
      guard !unlessBefore.contains(code.text(index + tokens.count)) else { return nil }
      return Violation(line: code.tokens[index].line, message: "\(name): \(reason)")
    }
  }
}

extension String {
  /// Words that are written with a blank behind them.
  fileprivate var isModifier: Bool { ["import", "actor"].contains(self) }
}
