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
  /// begin in a certain way, and those that the connection's own field nominates.
  static func removed(
    from fields: HTTPFields, _ names: HTTPFieldNames = names, _ beginning: StaticString = ""
  ) -> HTTPFields {
    let rest = fields.without(names, beginning)
    // Most only name what goes in any case.
    var nominates = false
    fields.forEachItem(of: "connection") { if !names.contains($0) { nominates = true } }
    guard nominates else { return rest }
    return rest.kept { field in
      !fields.contains(field.name, in: "connection") || protected.contains(field)
    }
  }
}
