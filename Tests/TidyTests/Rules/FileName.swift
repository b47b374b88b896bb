/// A file is named after what it holds: a drawer for anything gets filled with anything.
struct FileName: HouseRule {
  let name = "file names"

  private static let drawers = [
    "Util", "Utils", "Utilities", "Helper", "Helpers", "Common", "Manager", "Base", "Misc",
  ]

  let examples = [
    Example.broken(in: "Sources/Wire/StringUtils.swift", ""),
    .broken(in: "Sources/Wire/Helpers.swift", ""),
    .broken(in: "Sources/Wire/Common/JSON.swift", ""),
    .broken(in: "Tests/WireTests/TestHelper+JSON.swift", ""),
    .kept(in: "Sources/Service/Store/Database.swift", ""),
    .kept(in: "Sources/Wire/Base64.swift", ""),
    .kept(in: "docs/Helpers.md", ""),
  ]

  func violations(in file: SourceFile) -> [Violation] {
    guard file.code != nil else { return [] }
    let found = words(in: file.path).filter { Self.drawers.contains($0) }
    return found.map { Violation(line: 1, message: "\($0) says nothing: name what the file holds") }
  }

  /// The words of a path, split at capitals and punctuation.
  private func words(in path: String) -> [String] {
    var words = [""]
    for character in path {
      // A digit belongs to its word: Base64 says what it is.
      let isPart = character.isLetter || character.isNumber
      if !isPart || character.isUppercase { words.append("") }
      if isPart { words[words.count - 1].append(character) }
    }
    return words
  }
}
