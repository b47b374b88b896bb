/// The four forms of a request target (RFC 9112 §3.2). Whatever is none of them is refused: what
/// one party takes for a path, the next could take for another host.
enum HTTPTarget: Equatable {
  /// A path and perhaps a query, which is what clients send to a server.
  case origin
  /// A whole URL. Servers must accept it, and its authority counts instead of the Host field.
  case absolute(authority: Substring)
  /// A host and a port, for CONNECT alone.
  case authority
  /// The server as a whole, for OPTIONS alone.
  case asterisk

  /// The form of a target of visible ASCII, or nil when the method has none such.
  init?(_ target: String, method: String) {
    // Clients keep fragments to themselves; on the wire some would take one for a part of the path.
    if target.withBytes({ $0.contains(UInt8(ascii: "#")) }) { return nil }
    if method == "CONNECT" {
      guard HTTPHost(target[...])?.hasPort == true else { return nil }
      self = .authority
    } else if target.utf8.first == UInt8(ascii: "/") {
      self = .origin
    } else if target == "*" {
      guard method == "OPTIONS" else { return nil }
      self = .asterisk
    } else {
      guard let authority = Self.authority(of: target) else { return nil }
      self = .absolute(authority: authority)
    }
  }

  /// What stands between the scheme and the path of a URL.
  private static func authority(of url: String) -> Substring? {
    guard let rest = ["http://", "https://"].compactMap({ url.behind($0) }).first else {
      return nil
    }
    let end = rest.utf8.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") }
    let authority = rest[..<(end ?? rest.endIndex)]
    return HTTPHost(authority) == nil ? nil : authority
  }
}

extension String {
  /// What follows a beginning in any case of its letters, as schemes have it (RFC 3986 §3.1).
  fileprivate func behind(_ beginning: String) -> Substring? {
    guard ASCII.equalIgnoringCase(String(prefix(beginning.count)), beginning) else { return nil }
    return dropFirst(beginning.count)
  }
}
