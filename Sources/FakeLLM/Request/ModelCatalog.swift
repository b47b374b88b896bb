/// The models that a provider offers, by the names that requests may use.
struct ModelCatalog: Sendable, Equatable {
  /// Their names, in the order of the configuration.
  let names: [String]

  /// The model that a name asks for: its own name, perhaps with a date behind it or `-latest`.
  func name(for asked: String) -> String? {
    if names.contains(asked) { return asked }
    guard let dash = asked.lastIndex(of: "-") else { return nil }
    let suffix = asked[asked.index(after: dash)...]
    let isDate = suffix.utf8.count == 8 && suffix.allSatisfy { $0.isASCII && $0.isNumber }
    guard isDate || suffix == "latest" else { return nil }
    let base = String(asked[..<dash])
    return names.contains(base) ? base : nil
  }
}
