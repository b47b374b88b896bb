/// The two versions of HTTP that are spoken on a connection as text.
package enum HTTPVersion: Sendable, Equatable {
  /// The old version, where a connection closes unless both sides agree to keep it.
  case http10
  /// The version all our own heads are written in (RFC 9112).
  case http11

  /// The version as it stands in a start line.
  var text: StaticString {
    switch self {
    case .http10: "HTTP/1.0"
    case .http11: "HTTP/1.1"
    }
  }
}
