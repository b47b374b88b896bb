/// What is not done is not here: work left for later stands in an issue, not in a comment.
struct NoReminders: HouseRule {
  let name = "no reminders"

  private static let words = ["TODO", "FIXME", "XXX", "HACK"]

  let examples = [
    Example.broken("// TODO: the rest"),
    .broken(on: [2], "let a = 1\nlet b = 2  // FIXME"),
    .broken(on: [2], "/*\nXXX */"),
    .broken(in: "Makefile", "# HACK"),
    .kept("// A HACKSAW.\nlet a = \"TODO\""),
    .kept(in: "docs/planted.md", "We write no TODO."),
  ]

  func violations(in file: SourceFile) -> [Violation] {
    var texts = file.code?.comments.map { ($0.line, $0.text) } ?? []
    if file.path == "Makefile" || ["scripts/", ".ci/"].contains(where: file.path.hasPrefix) {
      texts = file.lines.enumerated().map { ($0 + 1, String($1)) }
    }
    return texts.flatMap { line, text in
      let found = text.split { !$0.isLetter }.filter { Self.words.contains(String($0)) }
      return found.map { Violation(line: line, message: "\($0): do it, or open an issue") }
    }
  }
}
