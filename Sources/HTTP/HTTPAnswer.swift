import Wire

/// A whole response: status, header fields and body.
package struct HTTPAnswer: Sendable, Equatable {
  /// The status code.
  package var status: Int
  /// The reason phrase, or nil for the standard's.
  package var reason: String?
  /// The header fields, without `content-length`, which the server adds.
  package var fields: HTTPFields
  /// The body.
  package var body: [UInt8]

  /// An answer of those parts.
  package init(status: Int, fields: HTTPFields = [:], body: [UInt8] = []) {
    self.status = status
    self.fields = fields
    self.body = body
  }
}
