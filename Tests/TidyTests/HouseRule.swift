import Testing

/// A rule that every file of the repository has to keep.
protocol HouseRule: Sendable, CustomTestStringConvertible {
  /// What the rule demands, in a few words; the list of exceptions names it.
  var name: String { get }
  /// Texts the rule has to judge as they say: a check that cannot fail would be worth nothing.
  var examples: [Example] { get }

  /// Where a file breaks the rule.
  func violations(in file: SourceFile) -> [Violation]
}

extension HouseRule {
  var testDescription: String { name }
}

/// A place where a rule is broken.
struct Violation: Sendable {
  let line: Int
  let message: String
}

/// A planted file for a rule's own test.
struct Example: Sendable {
  let path: String
  let text: String
  /// The lines on which the rule must find something; none for a file that keeps it.
  let brokenLines: [Int]

  /// A file that breaks the rule on these lines.
  static func broken(
    on lines: [Int] = [1], in path: String = "Sources/Service/Planted.swift", _ text: String
  ) -> Example {
    precondition(!lines.isEmpty, "a broken example breaks the rule on some line")
    return Example(path: path, text: text, brokenLines: lines)
  }

  /// A file that keeps the rule.
  static func kept(
    in path: String = "Sources/Service/Planted.swift", _ text: String
  ) -> Example {
    Example(path: path, text: text, brokenLines: [])
  }
}
