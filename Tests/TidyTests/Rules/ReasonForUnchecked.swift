/// Where the compiler is told to trust us, the line says why it may.
struct ReasonForUnchecked: HouseRule {
  let name = "reason for unchecked Sendable"

  let examples = [
    Example.broken("final class Box: @unchecked Sendable {"),
    .broken(on: [2], "/// Confined to its loop.\nfinal class Box: @unchecked Sendable {"),
    .broken(in: "Tests/WireTests/Planted.swift", "struct Box: @unchecked Sendable {}"),
    .kept("final class Box: @unchecked Sendable {  // Confined to its loop."),
    .kept("// Not @unchecked Sendable.\nlet text = \"@unchecked Sendable\""),
  ]

  func violations(in file: SourceFile) -> [Violation] {
    guard let code = file.code else { return [] }
    return code.tokens.indices.compactMap { index in
      guard code.matches(["@", "unchecked", "Sendable"], at: index) else { return nil }
      let line = code.tokens[index].line
      guard !code.comments.contains(where: { $0.line == line }) else { return nil }
      return Violation(line: line, message: "@unchecked Sendable without a reason on its line")
    }
  }
}
