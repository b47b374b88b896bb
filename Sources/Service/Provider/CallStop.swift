import HTTP
import World

/// Why a preview was given up from this side, whatever its provider does.
enum CallStop: Error, Equatable {
  /// The client has left, or takes nothing any more.
  case clientGone
  /// The service is shutting down.
  case stopping

  /// Why a client's connection has ended.
  init(endOf connection: Connection) {
    self = connection.failure is ServerDraining ? .stopping : .clientGone
  }

  /// How the request ended, for its log line.
  var outcome: PreviewOutcome {
    switch self {
    case .clientGone: .clientGone
    case .stopping: .stopped
    }
  }

  /// The status for the log: nothing was answered (499 as nginx has it).
  var status: Int {
    switch self {
    case .clientGone: 499
    case .stopping: 503
    }
  }
}
