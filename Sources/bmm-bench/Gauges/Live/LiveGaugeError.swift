/// Why a live gauge has no figure.
enum LiveGaugeError: Error, Equatable, CustomStringConvertible {
  /// A process ended that was still needed.
  case childEnded(name: String, status: Int32, errors: String)
  /// A process did not listen in time.
  case notListening(name: String, after: Duration, errors: String)
  /// A process said something else than was expected of it.
  case unreadable(what: String, text: String)
  /// A load counted failures, so that its figure says nothing.
  case loadFailed(name: String, errors: Int, requests: Int, complaints: String)

  var description: String {
    switch self {
    case .childEnded(let name, let status, let errors):
      "\(name) ended with \(status) while it was needed; its last words: \(Self.tail(errors))"
    case .notListening(let name, let limit, let errors):
      "\(name) did not listen after \(limit); its last words: \(Self.tail(errors))"
    case .unreadable(let what, let text): "\(what) cannot be read: \(Self.tail(text))"
    case .loadFailed(let name, let errors, let requests, let complaints):
      "\(name) gave \(errors) failures beside \(requests) answers, so its figure says nothing; its "
        + "last words: \(Self.tail(complaints))"
    }
  }

  /// The end of a text, where the reason mostly stands.
  private static func tail(_ text: String) -> String {
    let lines = text.split(separator: "\n").suffix(5).joined(separator: " | ")
    return lines.isEmpty ? "none" : String(lines.suffix(600))
  }
}
