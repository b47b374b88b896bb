import Wire

/// The cookie that carries a session's secret.
enum SessionCookie {
  static let name = "bmm_session"

  /// The secret in a request's cookies, or nil when there is none.
  static func token(in fields: HTTPFields) -> String? {
    for line in fields.values(of: "cookie") {
      var line = line
      if let token = line.withUTF8({ token(in: $0) }) { return token }
    }
    return nil
  }

  /// Over bytes: every request of a browser comes by here.
  private static func token(in line: ByteView) -> String? {
    for pair in line.split(separator: UInt8(ascii: ";")) {
      guard let equals = pair.firstIndex(of: UInt8(ascii: "=")) else { continue }
      guard trimmed(pair[..<equals]).elementsEqual(name.utf8) else { continue }
      let value = trimmed(pair[pair.index(after: equals)...])
      if !value.isEmpty { return String(decoding: value, as: UTF8.self) }
    }
    return nil
  }

  /// The line that lets a browser keep a session's secret, from where no script can read it.
  ///
  /// Lax: other sites' forms and scripts do not send it, their links do.
  static func line(_ token: String, in environment: ServiceEnvironment) -> String {
    line(token, age: ServiceLimits.sessionLifetime, environment)
  }

  /// The line that lets a browser forget it.
  static func removal(in environment: ServiceEnvironment) -> String {
    line("", age: .zero, environment)
  }

  private static func line(
    _ value: String, age: Duration, _ environment: ServiceEnvironment
  ) -> String {
    // A developer's browser speaks plain HTTP, over which no secure cookie goes.
    let secure = environment == .development ? "" : "; Secure"
    return "\(name)=\(value); Path=/; Max-Age=\(Int(age.seconds)); HttpOnly; SameSite=Lax\(secure)"
  }

  private static func trimmed(_ text: Slice<ByteView>) -> Slice<ByteView> {
    var text = text
    while text.first == UInt8(ascii: " ") { text.removeFirst() }
    while text.last == UInt8(ascii: " ") { text.removeLast() }
    return text
  }
}
