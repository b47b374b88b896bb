/// The toolchain and the system libraries are all there is (docs/decisions/0001-no-packages.md).
struct NoPackages: HouseRule {
  let name = "no packages"

  let examples = [
    Example.broken(on: [2], in: "Package.swift", "let a = 1\n.package(url: \"\", from: \"1.0.0\")"),
    .broken(in: "Package.swift", "x.product(name: \"NIO\", package: \"swift-nio\")"),
    .kept(in: "Package.swift", "// .package(\nlet package = Package(name: \"bmm-bench\")"),
    .kept("let a = b.package(c)"),
  ]

  func violations(in file: SourceFile) -> [Violation] {
    guard file.path == "Package.swift", let code = file.code else { return [] }
    return code.tokens.indices.compactMap { index in
      let isPackage = code.matches([".", "package", "("], at: index)
      guard isPackage || code.matches([".", "product", "("], at: index) else { return nil }
      return Violation(
        line: code.tokens[index].line, message: "no outside packages: see docs/decisions")
    }
  }
}
