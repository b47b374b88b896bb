/// Nothing in the repository knows the machine that it was written on.
struct MachinePaths: HouseRule {
  let name = "no machine paths"

  /// Written in two parts, or this file would break its own rule.
  private static let folders = ["work", "root", "home"].map { "/\($0)" + "/" }

  let examples = [
    Example.broken("// See /\("work/notes") for more."),
    .broken(on: [2], in: "docs/planted.md", "Text.\n`/\("root/.bashrc")`"),
    .broken(in: "Makefile", "OUT=/\("home/me")"),
    .broken(in: "Results/planted.json", "{\"path\": \"file:///\("tmp/run.123/x")\"}"),
    .kept("let url = \"https://example.com/\("work/1")\""),
    .kept(in: "docs/planted.md", "`--tmpfs /tmp`, /tmp/spec.json, and the /workspace/1."),
  ]

  func violations(in file: SourceFile) -> [Violation] {
    file.lines.enumerated().compactMap { index, line in
      guard line.contains("/"), let path = machinePath(in: line) else { return nil }
      return Violation(line: index + 1, message: "\(path) is a path of one machine")
    }
  }

  private func machinePath(in line: Substring) -> Substring? {
    var rest = line
    var before: Character = " "
    while let slash = rest.firstIndex(of: "/") {
      if slash > rest.startIndex { before = rest[rest.index(before: slash)] }
      let path = rest[slash...].prefix { !" \t\"'`)>,;".contains($0) }
      let isScratch = path.hasPrefix("/tmp" + "/") && path.contains { $0.isNumber }
      // Behind a letter or a dot the slash stands inside of a URL or a longer path.
      let isStart = !before.isLetter && !before.isNumber && !"._-~".contains(before)
      if isStart, isScratch || Self.folders.contains(where: path.hasPrefix) { return path }
      before = "/"
      rest = rest[slash...].dropFirst()
    }
    return nil
  }
}
