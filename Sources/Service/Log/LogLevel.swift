/// How much a log line matters.
package enum LogLevel: String, Sendable {
  /// All is well.
  case info
  /// Somebody else's fault, or one that the service could live with.
  case warn
  /// The service's own fault.
  case error
}
