/// The roles meet only through bytes on a connection, so that each can be the real thing.
///
/// The manifest says the same, but a build may see a module that its target does not name.
struct RolesStayApart: HouseRule {
  let name = "roles stay apart"

  /// Our own modules that a module may import, its folder's name first.
  private static let allowed: [(module: String, imports: [String])] = [
    ("World", []), ("Wire", []), ("HTTP", ["World", "Wire"]),
    ("FakeLLM", ["World", "Wire", "HTTP"]), ("EdgeSim", ["World", "Wire", "HTTP"]),
    ("Service", ["World", "Wire", "HTTP"]),
  ]
  private static let own = ["World", "Wire", "HTTP", "FakeLLM", "EdgeSim", "Service"]

  let examples = [
    Example.broken(on: [2], "import World\nimport FakeLLM"),
    .broken(in: "Sources/Wire/HTTP/Planted.swift", "import World"),
    .broken(in: "Sources/World/Planted.swift", "import HTTP"),
    .kept("import CSQLite\nimport HTTP\nimport Wire"),
    .kept(in: "Sources/bmm-bench/Planted.swift", "import EdgeSim\nimport FakeLLM"),
  ]

  func violations(in file: SourceFile) -> [Violation] {
    guard file.isSource, let code = file.code else { return [] }
    guard let allowed = Self.allowed.first(where: { $0.module == file.module }) else { return [] }
    return code.tokens.indices.compactMap { index in
      let module = code.text(index + 1)
      guard code.text(index) == "import", Self.own.contains(module) else { return nil }
      guard !allowed.imports.contains(module) else { return nil }
      return Violation(
        line: code.tokens[index].line, message: "\(file.module) must not know \(module)")
    }
  }
}
