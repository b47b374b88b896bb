/// Words as a POSIX shell has to read them to get them back.
enum ShellWord {
  /// The word itself if a shell leaves it alone, else between single quotes.
  static func quoted(_ word: String) -> String {
    let isPlain = word.unicodeScalars.allSatisfy { scalar in
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9": true
      default: "_@%+=:,./-".unicodeScalars.contains(scalar)
      }
    }
    guard !isPlain || word.isEmpty else { return word }
    return "'\(word.replacing("'", with: "'\\''"))'"
  }
}
