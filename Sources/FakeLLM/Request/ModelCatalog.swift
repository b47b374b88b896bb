/// The models that a provider offers, by the names that requests may use.
struct ModelCatalog: Sendable, Equatable {
  /// Their names, in the order of the configuration.
  let names: [String]
  /// Whether other versions of them answer too, under their own names.
  var hasRelatives = false

  /// What the vendors' names begin with, and the names here that write alike.
  private static let families: [(prefix: String, known: String)] = [
    ("claude-", "claude-"), ("glm-", "glm-"), ("gpt-", "gpt-"), ("ft:gpt-", "gpt-"),
    ("chatgpt-", "gpt-"), ("o1", "gpt-"), ("o3", "gpt-"), ("o4", "gpt-"),
  ]

  /// The model that a name asks for, as answers call it: a known name without the date or the
  /// `-latest` behind it, or that of a relative.
  func name(for asked: String) -> String? {
    if let name = [asked, Self.undated(asked)].first(where: names.contains) { return name }
    return profileName(for: asked) == nil ? nil : asked
  }

  /// The known model by which an accepted name writes: itself, or for a relative the one whose name
  /// is most like its own, of several the first.
  func profileName(for name: String) -> String? {
    if names.contains(name) { return name }
    guard hasRelatives, name.contains(where: \.isNumber),
      let family = Self.families.first(where: { name.hasPrefix($0.prefix) })
    else { return nil }
    let alike = names.filter { $0.hasPrefix(family.known) }
      .map { (name: $0, length: $0.commonPrefix(with: name)) }
    return alike.max { $0.length < $1.length }?.name
  }

  /// A name without `-latest`, and without its date as Anthropic (`-20250929`) or OpenAI
  /// (`-2024-08-06`) writes it.
  private static func undated(_ name: String) -> String {
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
    for (count, digits) in [(1, 8), (3, 8)] where parts.count > count {
      let suffix = parts.suffix(count)
      let isDate = suffix.joined().utf8.count == digits && suffix.allSatisfy(\.isDigits)
      if isDate || count == 1 && suffix == ["latest"] {
        return parts.dropLast(count).joined(separator: "-")
      }
    }
    return name
  }
}

extension FakeLLMConfiguration {
  /// The names of its models.
  var catalog: ModelCatalog {
    ModelCatalog(names: models.map(\.name), hasRelatives: hasRelatives)
  }
}

extension Substring {
  fileprivate var isDigits: Bool { allSatisfy { $0.isASCII && $0.isNumber } }
}

extension String {
  /// The length of what two names begin with, a dash at its end aside.
  fileprivate func commonPrefix(with other: String) -> Int {
    let common = zip(self, other).prefix { $0 == $1 }
    return common.last?.0 == "-" ? common.count - 1 : common.count
  }
}
