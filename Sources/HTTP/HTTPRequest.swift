import Wire
import World

/// A whole request to send.
package struct HTTPRequest: Sendable, Equatable {
  /// The method, such as `POST`.
  package var method: String
  /// The target: path and query.
  package var target: String
  /// The header fields, without `content-length`, which the client adds.
  package var fields: HTTPFields
  /// The body.
  package var body: [UInt8]
  /// The version it is sent in; 1.0 gets an answer without chunks, which ends its connection.
  package var version = HTTPVersion.http11

  /// A request of those parts.
  package init(_ method: String, _ target: String, fields: HTTPFields = [:], body: [UInt8] = []) {
    self.method = method
    self.target = target
    self.fields = fields
    self.body = body
  }

  /// Writes it; `host` is used unless the fields name one.
  func write(to connection: Connection, host: @autoclosure () -> String) {
    if !fields.has("host") {
      var named = self
      named.fields.append("host", host())
      return named.write(to: connection, host: "")
    }
    let head = HTTPRequestHead(method: method, target: target, version: version, fields: fields)
    let hasLength = !body.isEmpty || method == "POST" || method == "PUT" || method == "PATCH"
    let length = hasLength ? body.count : nil
    connection.writeHead(head.size, body) { head.write(into: &$0, contentLength: length) }
  }
}
