/// A file holds one idea: 500 lines, 600 for a test's tables.
struct FileLength: HouseRule {
  let name = "file length"

  let examples = [
    Example.broken(on: [501], String(repeating: "let a = 1\n", count: 501)),
    .broken(
      on: [601], in: "Tests/WireTests/Planted.swift", String(repeating: "let a = 1\n", count: 601)),
    .kept(String(repeating: "let a = 1\n", count: 500)),
    .kept(in: "Tests/WireTests/Planted.swift", String(repeating: "let a = 1\n", count: 600)),
  ]

  func violations(in file: SourceFile) -> [Violation] {
    let linesMax = file.isTest ? 600 : 500
    guard file.code != nil, file.lines.count > linesMax else { return [] }
    return [
      Violation(
        line: linesMax + 1, message: "\(file.lines.count) lines, \(linesMax) are allowed")
    ]
  }
}
