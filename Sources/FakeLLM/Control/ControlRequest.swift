import Wire

/// What a test asks of the provider's control API.
enum ControlRequest: Equatable {
  /// How it stands.
  case health
  /// Entries of the journal.
  case requests(JournalQuery)
  /// An empty journal.
  case clearRequests
  /// Other rules before those of the configuration.
  case setRules
  /// No rules but those of the configuration.
  case clearRules

  /// Whether a path belongs to the control API.
  static func owns(_ path: String) -> Bool {
    path == "/__fakellm" || path.hasPrefix("/__fakellm/")
  }

  /// Reads method, path and query.
  init(_ head: HTTPRequestHead) throws(ControlError) {
    switch (head.path, head.method) {
    case ("/__fakellm/health", "GET"): self = .health
    case ("/__fakellm/requests", "GET"): self = .requests(try JournalQuery(head.query))
    case ("/__fakellm/requests", "DELETE"): self = .clearRequests
    case ("/__fakellm/script", "POST"): self = .setRules
    case ("/__fakellm/script", "DELETE"): self = .clearRules
    case ("/__fakellm/health", _): throw .wrongMethod(allow: "GET")
    case ("/__fakellm/requests", _): throw .wrongMethod(allow: "GET, DELETE")
    case ("/__fakellm/script", _): throw .wrongMethod(allow: "POST, DELETE")
    default: throw .notFound
    }
  }
}
