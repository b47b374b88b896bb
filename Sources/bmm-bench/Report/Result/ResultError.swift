import Wire

/// Why a file is no result that this program can read, and what to do.
struct ResultError: Error, Equatable, CustomStringConvertible {
  /// What is wrong; where it is found, the file is not known.
  enum Problem: Error, Equatable {
    /// It could not be read at all, in words.
    case unreadable(String)
    /// It ends before it is whole.
    case truncated(bytes: Int)
    /// It is something else.
    case notJSON(JSONParsingError)
    /// JSON without a version.
    case noResult
    /// Another version than this program's.
    case otherVersion(String)
    /// A value is not what stands there in a result.
    case wrongShape(at: String, expected: String, found: String)
    /// Two values contradict each other.
    case contradiction(at: String, String)
  }

  /// The file as the user gave it.
  let file: String
  let problem: Problem

  var description: String { "\(file): \(reason)" }

  private var reason: String {
    switch problem {
    case .unreadable(let words): words
    case .truncated(let bytes):
      "breaks off after \(bytes) bytes: it was not copied or written whole; run the scenario again"
    case .notJSON(let error): "is no result: \(error)"
    case .noResult: "is JSON, but no result of bmm-bench: it has no whole number as \"version\""
    case .otherVersion(let found):
      "has version \(found), and this program reads version \(ResultDocument.version): run the "
        + "scenario again, or use the bmm-bench that wrote it"
    case .wrongShape(let path, let expected, let found):
      "\(path) must be \(expected), and is \(found): the file was changed by hand, or another "
        + "program wrote it"
    case .contradiction(let path, let words):
      "\(path) \(words): the file was changed by hand, or another program wrote it"
    }
  }
}
