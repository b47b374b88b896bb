/// No product is sold as a library, so nothing is public: modules share by `package`.
struct PackageAccess: HouseRule {
  let name = "package access"

  let examples = [
    Example.broken("public struct Spec {}"),
    .broken("open class Spec {}"),
    .broken(in: "Tests/WireTests/Planted.swift", "public import Wire"),
    .kept("package struct Spec {}\nvar open: [Int] = []\nlet scope = Scope.public"),
  ]

  func violations(in file: SourceFile) -> [Violation] {
    guard let code = file.code else { return [] }
    return code.tokens.indices.compactMap { index in
      let isPublic = code.text(index) == "public" && code.text(index - 1) != "."
      let isOpen =
        code.text(index) == "open" && ["class", "func", "var"].contains(code.text(index + 1))
      guard isPublic || isOpen else { return nil }
      return Violation(line: code.tokens[index].line, message: "say package, or nothing")
    }
  }
}
