/// The start line and fields of a request.
package struct HTTPRequestHead: Sendable, Equatable {
  /// The method in upper case as sent, such as GET.
  package var method: String
  /// The target as sent, with its query.
  package var target: String
  /// The version the client speaks.
  package var version: HTTPVersion
  /// The fields in the order of the wire; a target that is a whole URL has replaced the host.
  package var fields: HTTPFields

  /// Makes a head; nothing is checked before it is written.
  package init(
    method: String, target: String, version: HTTPVersion = .http11, fields: HTTPFields = [:]
  ) {
    self.method = method
    self.target = target
    self.version = version
    self.fields = fields
  }
}

extension HTTPRequestHead {
  /// The target before the question mark; of an absolute target the part behind the authority.
  package var path: String {
    let isPlain = target.utf8.first == UInt8(ascii: "/")
    if isPlain, !target.utf8.contains(UInt8(ascii: "?")) { return target }
    let local = localTarget
    guard let mark = local.utf8.firstIndex(of: UInt8(ascii: "?")) else { return String(local) }
    let path = local[..<mark]
    return path.isEmpty ? "/" : String(path)
  }

  /// The target behind the first question mark, still percent-encoded, or nil without one.
  package var query: String? {
    guard let mark = target.utf8.firstIndex(of: UInt8(ascii: "?")) else { return nil }
    return String(target[target.utf8.index(after: mark)...])
  }

  /// Whether the connection stays open after the response, as far as the client is concerned.
  package var keepsAlive: Bool { HTTPConnection.keepsAlive(version, fields) }

  // A server must accept the absolute form too (RFC 9112 §3.2.2).
  private var localTarget: Substring {
    guard !target.hasPrefix("/"), let scheme = target.firstRange(of: "://") else {
      return Substring(target)
    }
    let rest = target[scheme.upperBound...]
    let start = rest.firstIndex { $0 == "/" || $0 == "?" }
    guard let start else { return "/" }
    return rest[start...]
  }
}
