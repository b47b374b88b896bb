/// Which marks a run has reached: a bit for each, so that to set one again costs next to nothing.
///
/// It is no part of the run's digest: a new mark leaves all runs as they were.
package struct MarkSet: Sendable, Equatable {
  /// A word for each family.
  private var words = SIMD16<UInt64>.zero

  /// No marks.
  package init() {}

  /// How many marks a family has room for.
  package static let familyRoom = UInt64.bitWidth

  /// Takes a mark in.
  package mutating func insert<M: Mark>(_ mark: M) {
    insert(Int(mark.rawValue), of: M.family)
  }

  /// Takes in the mark of a number in its family.
  package mutating func insert(_ number: Int, of family: MarkFamily) {
    words[family.rawValue] |= 1 << UInt64(number)
  }

  /// Whether a mark was reached.
  package func contains<M: Mark>(_ mark: M) -> Bool {
    contains(Int(mark.rawValue), of: M.family)
  }

  /// Whether the mark of a number in its family was reached.
  package func contains(_ number: Int, of family: MarkFamily) -> Bool {
    words[family.rawValue] & 1 << UInt64(number) != 0
  }

  /// Takes in what another run has reached.
  package mutating func formUnion(_ other: MarkSet) {
    words |= other.words
  }

  /// How many marks were reached.
  package var count: Int {
    words.indices.reduce(0) { $0 + words[$1].nonzeroBitCount }
  }
}
