import Testing

@testable import bmm_bench

/// The catalogue of regressions has each bug once, and each file.
struct RegressionCatalogTests {
  private static let folder = "Scenarios/regressions"

  private func lines() throws -> [Substring] {
    try Project.text("\(Self.folder)/README.md").split(separator: "\n")
  }

  @Test func `every bug of the catalogue has one line, in its order, and is counted`() throws {
    let listed = try lines().compactMap { line -> String? in
      let cell = line.split(separator: "|").first.map(String.init) ?? ""
      let word = String(cell.split(separator: " ").first ?? "")
      return line.hasPrefix("| ") && word.last?.isNumber == true ? word : nil
    }
    let families = Set(listed.compactMap(\.first)).sorted()
    #expect(families == Array("ABCDEFGH"))
    let numbers = families.flatMap { family in
      (1...listed.count(where: { $0.first == family })).map { "\(family)\($0)" }
    }
    #expect(listed == numbers)
    #expect(try lines()[1].hasPrefix("\(listed.count) bugs, "))
  }

  @Test func `every file stands in the line of its bug, and every file that is named is there`()
    throws
  {
    let files = Project.names(in: "regressions").map {
      String($0.split(separator: "/").last ?? "")
    }
    let text = try lines()
    let families = files.filter { $0.hasPrefix("bug-") }
    for file in families {
      #expect(text.contains { $0.hasPrefix("| [\(file)](\(file).json5) |") }, "\(file)")
    }
    for file in files where !families.contains(file) {
      let bug = file.prefix { $0 != "-" }
      let line = text.first { $0.hasPrefix("| \(bug) |") }
      #expect(line?.contains("(\(file).json5)") == true, "\(file)")
    }
    let named = text.flatMap { line in
      line.split(separator: "(").compactMap { part -> String? in
        let target = part.prefix { $0 != ")" }
        return target.hasSuffix(".json5") ? String(target.dropLast(".json5".count)) : nil
      }
    }
    #expect(!named.isEmpty)
    for name in named { #expect(files.contains(name), "\(name)") }
  }

  @Test func `a scenario of a family of bugs says which it catches, and has none itself`() throws {
    for name in Project.names(in: "regressions") {
      let scenario = try Project.scenario(name)
      let isFamily = scenario.name.hasPrefix("bug-")
      #expect(!scenario.catches.isEmpty == isFamily, "\(name)")
      #expect(scenario.service.knownBugs.isEmpty || !isFamily, "\(name)")
    }
  }

  @Test(arguments: Project.names(in: "regressions"))
  func `a regression has its file's name, and a reason where it breaks an invariant`(
    name: String
  ) throws {
    let scenario = try Project.scenario(name)
    #expect("regressions/\(scenario.name)" == name)
    #expect(scenario.violates.allSatisfy { !$0.reason.isEmpty })
  }
}
