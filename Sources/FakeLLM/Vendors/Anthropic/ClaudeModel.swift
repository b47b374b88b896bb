/// What Anthropic's models differ in, as far as their names tell.
///
/// The rules are those of the vendor's pages on thinking, prefill and context windows. A name that
/// tells no version, such as one of a scenario's own, is bound by none of them.
struct ClaudeModel: Equatable {
  /// The line, such as `sonnet`.
  let line: String
  /// The version, such as 4.5.
  let version: Version

  /// A version of two numbers.
  struct Version: Comparable {
    let major: Int
    let minor: Int

    init(_ major: Int, _ minor: Int) {
      self.major = major
      self.minor = minor
    }

    static func < (left: Version, right: Version) -> Bool {
      (left.major, left.minor) < (right.major, right.minor)
    }
  }

  /// Reads names such as `claude-haiku-4-5-20251001` and `claude-fable-5`.
  init?(_ name: String) {
    let parts = name.split(separator: "-").map(String.init)
    guard parts.first == "claude",
      let line = parts.first(where: { Int($0) == nil && $0 != "claude" })
    else { return nil }
    // A longer number is a date.
    let numbers = parts.compactMap { $0.utf8.count <= 2 ? Int($0) : nil }
    guard let major = numbers.first else { return nil }
    self.line = line
    version = Version(major, numbers.dropFirst().first ?? 0)
  }

  /// Whether the last message may be the beginning of the answer.
  var takesPrefill: Bool { version < Version(4, 6) }

  /// Whether it thinks in every answer; the pages name Fable, Mythos and Sonnet 5.5.
  var alwaysThinks: Bool {
    ["fable", "mythos"].contains(line) || line == "sonnet" && version >= Version(5, 5)
  }

  /// Whether thinking may be asked for with a budget of tokens.
  var takesThinkingBudget: Bool { version < Version(4, 7) }

  /// Whether the model may be left to decide how much it thinks.
  var takesAdaptiveThinking: Bool { version >= Version(4, 6) }

  /// The tokens of prompt and answer together.
  var contextWindow: Int {
    version < Version(4, 6) || line == "haiku" && version < Version(5, 0) ? 200_000 : 1_000_000
  }

  /// The largest `max_tokens`; the clients reckon with 128,000 for the newer ones.
  var maxTokens: Int { version < Version(4, 6) ? 64_000 : 128_000 }

  /// The name for people, such as `Claude Haiku 4.5`.
  var displayName: String {
    let number = version.minor == 0 ? "\(version.major)" : "\(version.major).\(version.minor)"
    return "Claude \(line.prefix(1).uppercased())\(line.dropFirst()) \(number)"
  }
}
