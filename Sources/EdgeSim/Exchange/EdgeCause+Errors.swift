import HTTP
import Wire
import World

extension EdgeCause {
  /// The cause for a request the server refuses.
  init(_ refusal: HTTPRefusal) {
    switch refusal {
    case .malformed(.bodyTooLong): self = .bodyTooLong
    case .tooManyBodies: self = .exhausted
    case .malformed(.headTooLong), .malformed(.tooManyFields): self = .headTooLong
    case .malformed(.targetTooLong): self = .lineRefused(refusal.status)
    case .headTimedOut, .bodyTimedOut, .bodyTooSlow: self = .requestStalled
    default: self = .requestRefused(refusal.status)
    }
  }

  /// The cause for an origin that could not be reached.
  init(_ error: ConnectError) {
    switch error {
    case .refused: self = .refused
    case .timedOut: self = .connectTimeout
    case .unreachable: self = .unreachable
    case .unresolved: self = .unresolved
    case .tooManyFiles, .noRoom: self = .exhausted
    }
  }
}
