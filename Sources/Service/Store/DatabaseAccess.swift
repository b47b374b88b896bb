import World

/// One piece of work of the database, as whoever watches a service is told of it.
package struct DatabaseAccess: Sendable {
  /// The request on whose behalf it was; nil for the service's own.
  package let requestID: String?
  /// The name of the function that asked for it.
  package let name: StaticString
  /// When it was asked for.
  package let started: Instant
  /// When its task could go on.
  package let ended: Instant
}

/// The request that a task works for, where somebody watches.
enum ActiveRequest {
  @TaskLocal static var id: String?
}
