import Wire

/// The cookie that carries a session's secret.
enum SessionCookie {
  static let name = "bmm_session"

  /// The secret in a request's cookies, or nil when there is none.
  static func token(in fields: HTTPFields) -> String? {
    for line in fields.values(of: "cookie") {
      for pair in line.split(separator: ";") {
        let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, trimmed(parts[0]) == name else { continue }
        let value = trimmed(parts[1])
        if !value.isEmpty { return value }
      }
    }
    return nil
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
