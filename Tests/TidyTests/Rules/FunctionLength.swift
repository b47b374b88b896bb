/// A function fits a screen: 60 lines from its keyword to its closing brace, run loops included.
struct FunctionLength: HouseRule {
  let name = "function length"

  private static let linesMax = 60
  private static let keywords = ["func", "init", "deinit", "subscript", "var"]
  /// What can only begin a declaration of its own: a function without a body ended before it.
  private static let nextDeclaration = [
    "func", "var", "let", "init", "deinit", "subscript", "case", "struct", "class", "enum",
    "protocol", "extension", "typealias", "associatedtype", "static", "mutating", "package",
    "private", "fileprivate", "internal", "@", "#", "}",
  ]

  /// A declaration whose body makes it this many lines long, with braces that are none.
  private static func function(_ head: String, lines: Int) -> String {
    let noise = ["let a = \"{\"", "// {", "let b = #\"}\"#", "let c = \"\\(d {})\""]
    let body = (0..<(lines - 2)).map { "  " + noise[$0 % noise.count] + "\n" }
    return head + " {\n" + body.joined() + "}\n"
  }

  let examples = [
    Example.broken(function("func long()", lines: 61)),
    .broken(on: [2], "@discardableResult\n" + function("func long()", lines: 61)),
    .broken(on: [2], "struct Spec {\n" + function("init(name: String = \"\")", lines: 61) + "}"),
    .broken(function("var value: [Int]", lines: 61)),
    .broken("func head(\n  text: String\n) async\n  throws -> Int\n" + function("", lines: 57)),
    .broken(on: [2], "let text = \"\n" + function("func long()", lines: 61)),
    .broken(on: [1], "func half() {"),
    .kept(function("func short()", lines: 60)),
    .kept("let text = \"\"\"\n  func long() {\n\(String(repeating: "\n", count: 70))  }\n  \"\"\""),
    .kept(
      "protocol Reader {\n  func read()\n  var count: Int { get }\n}\n"
        + function("struct Spec", lines: 80)),
    .kept("func call() { self.init() }\n" + function("struct Spec", lines: 80)),
    .kept("var stored: Int\nvar made = 1\n" + function("enum Spec", lines: 80)),
  ]

  func violations(in file: SourceFile) -> [Violation] {
    guard let code = file.code else { return [] }
    if let line = code.unmatchedLine {
      return [Violation(line: line, message: "a bracket here has no partner")]
    }
    return code.tokens.indices.compactMap { index in
      guard let body = bodyStart(code, index), let end = code.partners[body] else { return nil }
      let lineCount = code.tokens[end].line - code.tokens[index].line + 1
      guard lineCount > Self.linesMax else { return nil }
      return Violation(
        line: code.tokens[index].line,
        message: "\(code.text(index)) of \(lineCount) lines, \(Self.linesMax) are allowed")
    }
  }

  /// The brace that opens the body of the function declared at this index.
  private func bodyStart(_ code: SwiftCode, _ start: Int) -> Int? {
    let keyword = code.text(start)
    guard Self.keywords.contains(keyword), code.text(start - 1) != "." else { return nil }
    var index = start + 1
    while index < code.tokens.count {
      let word = code.text(index)
      if word == "{" { return index }
      if keyword == "var", word == "=" || code.tokens[index].line > code.tokens[index - 1].line {
        return nil
      }
      if index > start + 1, code.beginsLine(index), Self.nextDeclaration.contains(word) {
        return nil
      }
      if word == "}" { return nil }
      let skipsTo = ["(", "["].contains(word) ? code.partners[index] : nil
      index = (skipsTo ?? index) + 1
    }
    return nil
  }
}
