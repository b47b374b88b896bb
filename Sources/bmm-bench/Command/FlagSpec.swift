/// A flag of a command, as data: parsing, checks and help text all come from this.
struct FlagSpec: Equatable, Sendable {
  /// What stands behind the flag.
  enum Kind: Equatable, Sendable {
    /// Nothing: the flag is there or not.
    case toggle
    /// Any text, such as a path; help calls it by the placeholder.
    case text(placeholder: String)
    /// A whole number within bounds.
    case integer(ClosedRange<Int>)
    /// A duration with a unit.
    case duration
    /// Events per time.
    case rate
    /// A share, 0 to 1 or a percentage.
    case fraction
    /// One of some words.
    case choice([String])
  }

  /// What happens if the flag is left out, or given again.
  enum Presence: Equatable, Sendable {
    /// Leaving it out is fine.
    case optional
    /// Leaving it out is an error.
    case required
    /// Read as if it had been written.
    case defaultsTo(String)
    /// Any number of times, also never.
    case repeated
  }

  /// The name without the dashes.
  let name: String
  /// What stands behind it.
  let kind: Kind
  /// Whether it may be left out, or given again.
  var presence: Presence = .optional
  /// What it does, for the help text.
  let help: String
  /// What shells offer for a text that is one of many words; help names them elsewhere.
  var words: [String] = []
}

extension FlagSpec {
  /// The flag with its placeholder, as help and messages show it: `--seed N`.
  var usage: String {
    placeholder.map { "--\(name) \($0)" } ?? "--\(name)"
  }

  /// What stands behind the flag in help texts; nil for a toggle.
  var placeholder: String? {
    switch kind {
    case .toggle: nil
    case .text(let placeholder): placeholder
    case .integer: "N"
    case .duration: "DURATION"
    case .rate: "RATE"
    case .fraction: "SHARE"
    case .choice: "WORD"
    }
  }

  /// What the help text says: the purpose, then bounds, words, default and number of times.
  var explanation: String {
    let notes = [valueNote, presenceNote].compactMap(\.self)
    return notes.isEmpty ? help : "\(help) (\(notes.joined(separator: "; ")))"
  }

  private var valueNote: String? {
    switch kind {
    case .toggle, .text: nil
    case .integer(let range):
      range.upperBound == .max
        ? "at least \(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
    case .duration: "such as 95s"
    case .rate: "such as 5/s"
    case .fraction: "such as 5%"
    case .choice(let words): words.joined(separator: ", ")
    }
  }

  private var presenceNote: String? {
    switch presence {
    case .optional: nil
    case .required: "required"
    case .defaultsTo(let text): "default \(text)"
    case .repeated: "may be repeated"
    }
  }
}
