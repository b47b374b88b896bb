/// Finds where a text has to end because the request asked for it.
enum StopSequences {
  /// The sequence that begins first, and where; of two at one place the one named first.
  static func first(
    of sequences: [String], in text: [UInt8]
  ) -> (sequence: String, offset: Int)? {
    var found: (sequence: String, offset: Int)?
    for sequence in sequences where !sequence.isEmpty {
      let end = found?.offset ?? text.count
      if let offset = place(of: Array(sequence.utf8), in: text), offset < end {
        found = (sequence, offset)
      }
    }
    return found
  }

  private static func place(of pattern: [UInt8], in text: [UInt8]) -> Int? {
    guard pattern.count <= text.count else { return nil }
    return (0...(text.count - pattern.count)).first { start in
      text[start...].starts(with: pattern)
    }
  }
}
