import Wire

/// The fields that concern one connection only and are made anew on the next (RFC 9110 §7.6.1).
enum HopByHop {
  static let names: HTTPFieldNames = [
    "connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection",
    "te", "trailer", "transfer-encoding", "upgrade",
  ]

  /// Fields that a Connection field cannot nominate: without them the message means another thing.
  private static let protected: HTTPFieldNames = ["host", "content-length"]

  /// The fields that go on: without those of some names (`names` among them), those whose names
  /// begin in a certain way, and those that the connection's own field nominates. Then each of some
  /// others, whose names differ, in the place of the first of its name or at the end.
  static func removed(
    from fields: HTTPFields, _ names: HTTPFieldNames = names, _ beginning: StaticString = "",
    replacedBy others: HTTPFields = [:]
  ) -> HTTPFields {
    guard nominates(fields, names) else { return fields.replacing(names, beginning, by: others) }
    let rest = fields.replacing(names, beginning).kept { field in
      !fields.contains(field.name, in: "connection") || protected.contains(field)
    }
    return rest.replacing([], by: others)
  }

  /// Whether the connection's own field names what does not go in any case.
  static func nominates(_ fields: HTTPFields, _ names: HTTPFieldNames = names) -> Bool {
    if fields.isOnly("keep-alive", in: "connection") || !fields.has("connection") { return false }
    var nominates = false
    fields.forEachItem(of: "connection") { if !names.contains($0) { nominates = true } }
    return nominates
  }
}
