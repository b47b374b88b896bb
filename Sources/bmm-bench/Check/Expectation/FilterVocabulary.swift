/// The values that filters may name: a misspelt outcome is an error, not a count of zero.
struct FilterVocabulary: Sendable {
  private var lists: [(key: Filter.Key, values: [String])] = []

  /// A vocabulary that accepts any value of any key.
  static let open = FilterVocabulary()

  /// Closes a key: from now on only these values are accepted.
  mutating func allow(_ key: Filter.Key, _ values: [String]) {
    lists.removeAll { $0.key == key }
    lists.append((key, values))
  }

  /// The accepted values of a key; nil if any value is.
  func values(of key: Filter.Key) -> [String]? {
    lists.first { $0.key == key }?.values
  }
}
