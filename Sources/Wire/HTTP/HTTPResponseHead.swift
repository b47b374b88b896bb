/// The status line and fields of a response.
package struct HTTPResponseHead: Sendable, Equatable {
  /// The status code, 100 to 599.
  package var status: Int
  /// The reason phrase, which may be empty and means nothing to programs.
  package var reason: String
  /// The version the server speaks.
  package var version: HTTPVersion
  /// The fields in the order of the wire.
  package var fields: HTTPFields

  /// Makes a head with the standard reason phrase, in version 1.1.
  package init(status: Int, fields: HTTPFields = [:]) {
    self.init(
      status: status, reason: HTTPStatus.reason(for: status), version: .http11, fields: fields)
  }

  /// Makes a head with its own reason phrase; nothing is checked before it is written.
  package init(status: Int, reason: String, version: HTTPVersion, fields: HTTPFields) {
    self.status = status
    self.reason = reason
    self.version = version
    self.fields = fields
  }
}

extension HTTPResponseHead {
  /// Whether the connection stays open after the body, as far as the server is concerned.
  package var keepsAlive: Bool {
    // Behind 101 the connection speaks another protocol.
    status != 101 && HTTPConnection.keepsAlive(version, fields)
  }
}
