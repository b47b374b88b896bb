/// Two files fit side by side: 100 columns, comments and strings included.
struct LineLength: HouseRule {
  let name = "line length"

  let examples = [
    Example.broken(on: [2], "\n// \(String(repeating: "x", count: 98))\n"),
    .broken(in: "scripts/planted", String(repeating: "x", count: 101)),
    .kept("// \(String(repeating: "é", count: 97))\n"),
    .kept(in: "docs/planted.md", "| \(String(repeating: "x", count: 200)) |"),
  ]

  func violations(in file: SourceFile) -> [Violation] {
    guard file.code != nil || file.path.hasPrefix("scripts/") else { return [] }
    return file.lines.enumerated().compactMap { index, line in
      guard line.utf8.count > 100, line.count > 100 else { return nil }
      return Violation(line: index + 1, message: "\(line.count) columns, 100 are allowed")
    }
  }
}
