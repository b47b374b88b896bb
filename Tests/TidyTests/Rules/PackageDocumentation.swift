/// What a module shows to others has a `///` whose first sentence fits 150 characters.
///
/// The formatter's own rule looks at `public` only.
struct PackageDocumentation: HouseRule {
  let name = "package documentation"

  private static let sentenceCharactersMax = 150
  private static let keywords = [
    "func", "var", "let", "init", "subscript", "struct", "class", "enum", "protocol", "typealias",
  ]
  private static let modifiers = [
    "static", "mutating", "nonmutating", "final", "indirect", "nonisolated", "override",
    "convenience", "required", "lazy", "weak", "unowned", "prefix", "postfix", "infix", "private",
    "fileprivate", "internal", "class",
  ]
  /// Requirements of the standard library's protocols, documented there.
  private static let witnesses = [
    "hash", "description", "debugDescription", "next", "makeIterator", "enqueue",
  ]

  let examples = [
    Example.broken("package struct Spec {}"),
    .broken(on: [2], "struct Spec {\n  package internal(set) var name = 1\n}"),
    .broken(on: [3], "/// A comment about nothing.\n\n@frozen package final class Spec {}"),
    .broken(on: [2], "// Not for readers.\npackage init() {}"),
    .broken(on: [2], "/// \(String(repeating: "long ", count: 30))end.\npackage let one = 1"),
    .broken(on: [2], "///\npackage let one = 1"),
    .kept("/// A spec.\npackage struct Spec {}\nfunc other() {}"),
    .kept("/// A spec.\n@frozen\n@usableFromInline\npackage struct Spec {}"),
    .kept("/// A spec, \(String(repeating: "x", count: 90))\n/// on two lines.\npackage init() {}"),
    .kept("package static func < (a: Spec, b: Spec) -> Bool { true }\npackage extension Spec {}"),
    .kept("package var description: String { name }\nlet package = Package(name: \"\")"),
    .kept(in: "Tests/WireTests/Planted.swift", "package struct Spec {}"),
  ]

  func violations(in file: SourceFile) -> [Violation] {
    guard file.isSource, let code = file.code else { return [] }
    return code.tokens.indices.compactMap { index in
      guard code.text(index) == "package", needsDocumentation(code, index) else { return nil }
      let line = code.tokens[index].line
      guard let sentence = firstSentence(above: line, in: file) else {
        return Violation(line: line, message: "shown to other modules without a ///")
      }
      guard sentence.count > Self.sentenceCharactersMax else { return nil }
      return Violation(
        line: line,
        message: "its first sentence has \(sentence.count) characters, 150 are allowed")
    }
  }

  private func needsDocumentation(_ code: SwiftCode, _ index: Int) -> Bool {
    var next = index + 1
    while true {
      let word = code.text(next)
      if word == "(", let close = code.partners[next] {
        next = close + 1  // The `(set)` of a modifier.
      } else if Self.keywords.contains(word), !(word == "class" && isModifier(code, next)) {
        let name = code.tokens.indices.contains(next + 1) ? code.tokens[next + 1] : nil
        let isOperator = word == "func" && name?.kind == .mark && isComparison(code, next + 1)
        return !isOperator && !Self.witnesses.contains(name?.text ?? "")
      } else if Self.modifiers.contains(word) {
        next += 1
      } else {
        return false
      }
    }
  }

  private func isModifier(_ code: SwiftCode, _ index: Int) -> Bool {
    Self.keywords.contains(code.text(index + 1))
  }

  /// `<` and `==` are requirements; any other operator is the module's own.
  private func isComparison(_ code: SwiftCode, _ index: Int) -> Bool {
    code.matches(["<", "("], at: index) || code.matches(["=", "=", "("], at: index)
  }

  /// The first sentence of the comment that stands above a line and its attributes.
  private func firstSentence(above line: Int, in file: SourceFile) -> String? {
    func trimmed(_ line: Int) -> Substring {
      line < 1 ? "" : file.lines[line - 1].drop { $0 == " " }
    }
    var top = line - 1
    while trimmed(top).hasPrefix("@") { top -= 1 }
    var paragraphs: [[Substring]] = [[]]
    while trimmed(top).hasPrefix("///") {
      let text = trimmed(top).dropFirst(3).drop { $0 == " " }
      if text.isEmpty { paragraphs.insert([], at: 0) } else { paragraphs[0].insert(text, at: 0) }
      top -= 1
    }
    let text = paragraphs[0].joined(separator: " ")
    guard !text.isEmpty else { return nil }
    var sentence = ""
    for character in text {
      if character == " ", sentence.hasSuffix(".") { break }
      sentence.append(character)
    }
    return sentence
  }
}
