import Wire

/// The header fields that every answer of the service carries, whatever happened.
struct AnswerFields: Sendable {
  private let origins: [String]
  private let bugs: KnownBugs

  init(origins: [String], bugs: KnownBugs) {
    self.origins = origins
    self.bugs = bugs
  }

  /// The fields for an answer with that status to a page of that origin.
  func fields(status: Int, origin: String?, requestID: String) -> HTTPFields {
    var fields: HTTPFields = [
      "x-request-id": requestID, "x-content-type-options": "nosniff", "vary": "Origin",
    ]
    if status >= 400, bugs.contains(.corsMissingOnErrors) { return fields }
    // Exactly the configured origins: with credentials a browser takes no wildcard, and an echo of
    // any origin would let every page read the answers.
    guard let origin, origins.contains(origin) else { return fields }
    fields.append("access-control-allow-origin", origin)
    fields.append("access-control-allow-credentials", "true")
    fields.append("access-control-expose-headers", "x-request-id, retry-after")
    return fields
  }

  /// The origin to answer when a request is so malformed that its own is not known.
  ///
  /// Naming a configured origin gives nothing away: a browser compares it with the page's own.
  var assumedOrigin: String? { origins.first }
}
