/// What the Connection field says about the time after the message.
enum HTTPConnection {
  /// RFC 9112 §9.3: "close" wins; else 1.1 stays, and 1.0 only on request.
  static func keepsAlive(_ version: HTTPVersion, _ fields: HTTPFields) -> Bool {
    if fields.isOnly("keep-alive", in: "Connection") { return true }
    if !fields.has("Connection") { return version == .http11 }
    if fields.contains("close", in: "Connection") { return false }
    return version == .http11 || fields.contains("keep-alive", in: "Connection")
  }
}
