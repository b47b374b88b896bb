/// Sets and dictionaries have another order in every process: whoever looks through one sorts it.
///
/// Types are not known here, so only the cheap signs count: walks over a name that the same file
/// declares as a set or dictionary, its values, and the keys of anything.
struct UnorderedIteration: HouseRule {
  let name = "sorted iteration"

  /// What gives the same answer in any order.
  private static let orderFree = [
    "count", "isEmpty", "contains", "allSatisfy", "max", "min", "sorted",
  ]
  private static let walks = [
    "forEach", "map", "compactMap", "flatMap", "first", "popFirst", "enumerated",
  ]
  private static let sorting = ["sorted", "sort"]

  let examples = [
    Example.broken("let names = table.keys.map(\\.count)"),
    .broken(on: [2], "let table: [String: Int]\nfor value in table.values { use(value) }"),
    .broken("let groups = Dictionary(grouping: all) { $0.name }.values.map(\\.count)"),
    .broken(on: [2], "private var open: [Int: Connection] = [:]\nfor (_, one) in open {}"),
    .broken(on: [2], "var seen: Set<String> = []\nlet all = seen.map { $0 }"),
    .broken(on: [2], "var seen = Set<String>()\nfor name in self.seen where name != \"\" {}"),
    .broken(on: [2], "let table: [String: [Int]]\nlet one = table.first { $0.value.isEmpty }"),
    .kept("let table: [String: Int]\nlet names = table.keys.sorted()\nlet n = table.values.count"),
    .kept("let table: [String: Int]\nlet all = table.values\n  .sorted { $0.number < $1.number }"),
    .kept("let entries = parser.values.map(\\.name)"),
    .kept("for value in fields.values(of: name) { use(value) }"),
    .kept("var open: [Int: Connection] = [:]\nfor one in open.sorted(by: order) {}"),
    .kept("var open: [Int: [Int]] = [:]\nfor one in open[3, default: []] {}"),
    .kept("var list: [Connection] = []\nfor one in list {}"),
  ]

  func violations(in file: SourceFile) -> [Violation] {
    guard file.isSource, let code = file.code else { return [] }
    let names = unorderedNames(in: code)
    return code.tokens.indices.compactMap { index in
      let line = code.tokens[index].line
      guard walksPart(code, index, of: names) || walks(code, index, over: names) else { return nil }
      guard !code.hasWord(Self.sorting, onLines: line...(line + 1)) else { return nil }
      return Violation(
        line: line, message: "the order of a set or dictionary shows: sort it, or keep an array")
    }
  }

  /// Whether keys or values are walked through here; an array may be named `values` too.
  private func walksPart(_ code: SwiftCode, _ index: Int, of names: [String]) -> Bool {
    let (part, after) = (code.text(index), code.text(index + 1))
    guard ["keys", "values"].contains(part), code.text(index - 1) == ".", after != "(" else {
      return false
    }
    let owner = code.text(index - 2)
    guard part == "keys" || names.contains(owner) || [")", "}"].contains(owner) else {
      return false
    }
    return after != "." || !Self.orderFree.contains(code.text(index + 2))
  }

  /// Whether the walk `for … in name` or `name.map` begins at the name at this index.
  private func walks(_ code: SwiftCode, _ index: Int, over names: [String]) -> Bool {
    guard code.tokens[index].kind == .word, names.contains(code.text(index)) else { return false }
    var before = code.text(index - 1)
    if before == "." {
      guard code.text(index - 2) == "self" else { return false }
      before = code.text(index - 3)
    }
    let after = code.text(index + 1)
    if after == "." { return Self.walks.contains(code.text(index + 2)) }
    return before == "in" && ["{", "where"].contains(after)
  }

  private func unorderedNames(in code: SwiftCode) -> [String] {
    code.tokens.indices.compactMap { index in
      guard code.tokens[index].kind == .word, [":", "="].contains(code.text(index + 1)) else {
        return nil
      }
      let type = index + 2
      let isNamed = ["Set", "Dictionary"].contains(code.text(type)) && code.text(type + 1) == "<"
      let isShort = code.text(type) == "[" && isDictionary(code, openedAt: type)
      return isNamed || isShort ? code.text(index) : nil
    }
  }

  /// Whether the brackets hold a key's type, a colon and a value's type.
  private func isDictionary(_ code: SwiftCode, openedAt open: Int) -> Bool {
    guard let close = code.partners[open], code.text(open + 1).first?.isUppercase == true else {
      return false
    }
    var index = open + 1
    while index < close {
      if code.text(index) == ":" { return true }
      let skipsTo = ["(", "[", "{"].contains(code.text(index)) ? code.partners[index] : nil
      index = (skipsTo ?? index) + 1
    }
    return false
  }
}
