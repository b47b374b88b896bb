/// Takes apart the values of a field that is a comma-separated list (RFC 9110 §5.6.1).
enum ListField {
  /// The items of all lines in their order, without empty ones and the space around them.
  static func items(_ values: [String]) -> [Substring] {
    values.flatMap { $0.split(separator: ",") }.map(trimmed).filter { !$0.isEmpty }
  }

  /// An item's value without its parameters.
  static func value(of item: Substring) -> Substring {
    trimmed(item.prefix { $0 != ";" })
  }

  /// The value of an item's parameter, or nil; the name in lower case.
  static func parameter(_ name: String, of item: Substring) -> Substring? {
    for part in item.split(separator: ";").dropFirst() {
      let pair = part.split(separator: "=", maxSplits: 1)
      if pair.count == 2, trimmed(pair[0]).lowercased() == name { return trimmed(pair[1]) }
    }
    return nil
  }

  /// Whether a list of weighted items accepts one of that name; `*` is not taken for it.
  static func accepts(_ name: String, _ values: [String]) -> Bool {
    items(values).contains { item in
      let weight = parameter("q", of: item).map { Double($0) ?? 0 } ?? 1
      return value(of: item).lowercased() == name && weight > 0
    }
  }

  private static func trimmed(_ text: Substring) -> Substring {
    let isBlank = { (character: Character) in character == " " || character == "\t" }
    guard let last = text.lastIndex(where: { !isBlank($0) }) else { return "" }
    return text[...last].drop(while: isBlank)
  }
}
