import Wire

/// The fields that concern one connection only and are made anew on the next (RFC 9110 §7.6.1).
enum HopByHop {
  private static let names: HTTPFieldNames = [
    "connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection",
    "te", "trailer", "transfer-encoding", "upgrade",
  ]

  /// Fields that a Connection field cannot nominate: without them the message means another thing.
  private static let protected: HTTPFieldNames = ["host", "content-length"]

  /// The fields that go on: without those of the connection, those it nominates, and some more.
  static func removed(
    from fields: HTTPFields, and isRemoved: (HTTPFieldView) -> Bool = { _ in false }
  ) -> HTTPFields {
    // Most only name what goes in any case.
    var nominates = false
    fields.forEachItem(of: "connection") { if !names.contains($0) { nominates = true } }
    return fields.kept { field in
      if names.contains(field) || isRemoved(field) { return false }
      return !nominates || !fields.contains(field.name, in: "connection")
        || protected.contains(field)
    }
  }
}
