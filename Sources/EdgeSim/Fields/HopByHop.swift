import Wire

/// The fields that concern one connection only and are made anew on the next (RFC 9110 §7.6.1).
enum HopByHop {
  private static let names: [String] = [
    "connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection",
    "te", "trailer", "transfer-encoding", "upgrade",
  ]

  /// Fields that a Connection field cannot nominate: without them the message means another thing.
  private static let protected: [String] = ["host", "content-length"]

  /// The fields that go on: without those of the connection and those it nominates.
  static func removed(from fields: HTTPFields) -> HTTPFields {
    let nominated = fields.list("connection")
    var rest = HTTPFields()
    for field in fields where !names.contains(where: field.isNamed) {
      let isNominated = nominated.contains(where: field.isNamed)
      if isNominated, !protected.contains(where: field.isNamed) { continue }
      rest.append(field)
    }
    return rest
  }
}
