/// Text that no part of a spec may hold.
struct BannedPattern: Sendable {
  /// Where a hit may begin.
  enum Start: Sendable {
    /// Only where no identifier goes on: `eval(` but not `medieval(`.
    case word
    /// Anywhere.
    case anywhere
  }

  /// Whether letters may differ in case.
  enum Case: Sendable {
    case sensitive
    case insensitive
  }

  let name: String
  /// The pieces of a hit, between which there may be white space.
  let pieces: [[UInt8]]
  let start: Start
  let letters: Case

  private init(_ name: String, _ pieces: [String], _ start: Start, _ letters: Case) {
    precondition(pieces.allSatisfy { !$0.isEmpty }, "a piece of \(name) is empty")
    self.name = name
    self.pieces = pieces.map { Array($0.utf8) }
    self.start = start
    self.letters = letters
  }

  /// JavaScript that is banned wherever it stands as a word.
  static func code(_ name: String, _ pieces: String..., start: Start = .word) -> BannedPattern {
    BannedPattern(name, pieces, start, .sensitive)
  }

  /// Words to a model, in any case.
  static func words(_ name: String, _ pieces: String...) -> BannedPattern {
    BannedPattern(name, pieces, .word, .insensitive)
  }
}
