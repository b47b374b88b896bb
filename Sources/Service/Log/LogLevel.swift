/// How much a log line matters.
package enum LogLevel: String, Sendable, CaseIterable, Comparable {
  /// All is well.
  case info
  /// Somebody else's fault, or one that the service could live with.
  case warn
  /// The service's own fault.
  case error

  package static func < (left: LogLevel, right: LogLevel) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int {
    switch self {
    case .info: 0
    case .warn: 1
    case .error: 2
    }
  }
}
