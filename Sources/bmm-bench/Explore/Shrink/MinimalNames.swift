/// The names of the files that a search writes for one scenario, no two of them alike.
struct MinimalNames {
  /// Characters of a name without its number.
  private static let lengthMax = 60

  /// What stands for operators, the longer ones first.
  private static let operators = [
    ("<=", "le"), (">=", "ge"), ("==", "eq"), ("!=", "ne"), ("<", "lt"), (">", "gt"), ("=", "eq"),
  ]

  private var used: [String] = []

  /// No name used yet.
  init() {}

  /// What a scenario failed at, as the name of a file without its ending.
  mutating func name(for oracle: Oracle) -> String {
    let plain = Self.plain(oracle)
    var (name, number) = (plain, 1)
    while used.contains(name) {
      number += 1
      name = "\(plain)-\(number)"
    }
    used.append(name)
    return name
  }

  private static func plain(_ oracle: Oracle) -> String {
    let spelt = operators.reduce(oracle.name) { text, sign in
      text.replacing(sign.0, with: "-\(sign.1)-")
    }
    let scalars = spelt.unicodeScalars.map { scalar -> Character in
      let isPlain = scalar.isASCII && scalar.properties.isAlphabetic
      return isPlain || ("0"..."9").contains(scalar) ? Character(scalar) : "-"
    }
    let words = String(scalars).split(separator: "-").joined(separator: "-")
    return words.isEmpty ? oracle.kind.rawValue : String(words.prefix(lengthMax))
  }
}
