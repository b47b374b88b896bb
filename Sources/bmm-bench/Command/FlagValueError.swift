/// Why the text behind a flag is not of the kind that the flag asks for.
struct FlagValueError: Error, Equatable {
  /// The rest of a sentence that begins with the flag.
  let message: String

  /// An error with the rest of a sentence that begins with the flag.
  init(_ message: String) {
    self.message = message
  }
}
