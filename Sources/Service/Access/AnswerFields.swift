import Wire

/// The header fields that every answer of the service carries, whatever happened.
struct AnswerFields: Sendable {
  private let origins: [String]
  private let bugs: KnownBugs
  private let constant: HTTPFields

  init(_ configuration: ServiceConfiguration) {
    origins = configuration.webOrigins
    bugs = configuration.knownBugs
    constant = SecurityFields.all(in: configuration.environment)
  }

  /// The fields for an answer with that status to a page of that origin.
  func fields(status: Int, origin: String?, requestID: String) -> HTTPFields {
    var fields = constant
    fields.append("x-request-id", requestID)
    if status >= 400, bugs.contains(.corsMissingOnErrors) { return fields }
    if status == 504, bugs.contains(.corsMissingOn504) { return fields }
    // Exactly the configured origins: with credentials a browser takes no wildcard, and an echo of
    // any origin would let every page read the answers.
    guard let origin, origins.contains(origin) else { return fields }
    fields.append("access-control-allow-origin", origin)
    fields.append("access-control-allow-credentials", "true")
    fields.append("access-control-expose-headers", Self.readable)
    return fields
  }

  /// What a page may read beside the body.
  private static let readable =
    "x-request-id, retry-after, x-ratelimit-limit, x-ratelimit-remaining, x-ratelimit-reset"

  /// The origin to answer when a request is so malformed that its own is not known.
  ///
  /// Naming a configured origin gives nothing away: a browser compares it with the page's own.
  var assumedOrigin: String? { origins.first }
}
