/// The tree is the index: a source file declares or extends the type that it is named after.
struct TypeNamedLikeFile: HouseRule {
  let name = "type named like its file"

  private static let keywords = ["struct", "class", "enum", "protocol", "typealias", "extension"]

  let examples = [
    Example.broken(in: "Sources/Wire/JSONValue.swift", "struct JSONNumber {}"),
    .broken(in: "Sources/Wire/JSONValue+Writing.swift", "// struct JSONValue\nstruct Writer {}"),
    .kept(in: "Sources/Wire/JSONValue+Writing.swift", "extension JSONValue {}"),
    .kept(in: "Sources/Wire/Chunk.swift", "extension Wire.Chunk {}\nenum State {}"),
    .kept(in: "Sources/bmm-bench/main.swift", "print(1)"),
    .kept(in: "Tests/WireTests/Planted.swift", "let a = 1"),
  ]

  func violations(in file: SourceFile) -> [Violation] {
    guard file.isSource, let code = file.code, !file.path.hasSuffix("/main.swift") else {
      return []
    }
    let name = String(file.baseName.split(separator: "+").first ?? "")
    let isDeclared = code.tokens.indices.contains { index in
      guard Self.keywords.contains(code.text(index)) else { return false }
      var last = index + 1
      while code.text(last + 1) == "." { last += 2 }
      return code.text(last) == name
    }
    return isDeclared ? [] : [Violation(line: 1, message: "declares no type named \(name)")]
  }
}
