/// Finds the name that somebody probably meant, for error messages.
enum NearestName {
  /// The most similar of some names, or nil if none is close; ties go to the earlier name.
  static func find(_ word: String, among names: [String]) -> String? {
    var best: (name: String, distance: Int)?
    for name in names {
      let distance = editDistance(word.lowercased(), name.lowercased())
      // A third of the letters may differ: with more, the guess confuses more than it helps.
      guard distance <= max(1, max(word.count, name.count) / 3) else { continue }
      guard distance < max(word.count, name.count) else { continue }
      if distance < best?.distance ?? .max { best = (name, distance) }
    }
    return best?.name
  }

  /// The rest of an error sentence: a guess if there is one, then the names in brackets.
  static func hint(for word: String, among names: [String], listedAs label: String) -> String {
    let guess = find(word, among: names).map { "; did you mean \"\($0)\"?" } ?? ""
    guard !names.isEmpty else { return guess }
    return "\(guess) (\(label): \(listed(names)))"
  }

  /// The first names, as many as an error may hold.
  static func listed(_ names: [String]) -> String {
    let rest = names.count > BenchLimits.namesListedMax ? ", …" : ""
    return names.prefix(BenchLimits.namesListedMax).joined(separator: ", ") + rest
  }

  /// Insertions, deletions, replacements and swaps of neighbours that turn one word into the other.
  static func editDistance(_ first: String, _ second: String) -> Int {
    let (a, b) = (Array(first.unicodeScalars), Array(second.unicodeScalars))
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        let replaced = last[j] + (a[i] == b[j] ? 0 : 1)
        var cost = min(replaced, last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          cost = min(cost, beforeLast[j - 1] + 1)
        }
        row.append(cost)
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}
