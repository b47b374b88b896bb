/// Looks for a text in what arrives in pieces, byte by byte (Knuth, Morris and Pratt).
struct TextSearch {
  private let wanted: [UInt8]
  /// For each count of matching bytes, how many still match when the next byte does not.
  private let fallbacks: [Int]
  private var matching = 0
  /// Whether all of it has come.
  var isFound: Bool { matching == wanted.count }

  /// A search for a text, which is found at once if it is empty.
  init(_ text: String) {
    wanted = Array(text.utf8)
    var fallbacks = [0]
    for index in wanted.indices.dropFirst() {
      var length = fallbacks[index - 1]
      while length > 0, wanted[index] != wanted[length] { length = fallbacks[length - 1] }
      fallbacks.append(wanted[index] == wanted[length] ? length + 1 : 0)
    }
    self.fallbacks = fallbacks
  }

  /// Takes in the next bytes.
  mutating func feed(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      if isFound { return }
      while matching > 0, wanted[matching] != byte { matching = fallbacks[matching - 1] }
      if wanted[matching] == byte { matching += 1 }
    }
  }
}
