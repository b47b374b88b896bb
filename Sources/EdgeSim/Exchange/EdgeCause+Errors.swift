import HTTP
import Wire

extension EdgeCause {
  /// The cause for a request the server refuses.
  init(_ refusal: HTTPRefusal) {
    switch refusal {
    case .malformed(.bodyTooLong): self = .bodyTooLong
    case .tooManyBodies: self = .exhausted
    case .malformed(.headTooLong), .malformed(.tooManyFields): self = .headTooLong
    default: self = .requestRefused(refusal.status)
    }
  }

  /// The cause for an origin that could not be sent a request.
  init(_ error: HTTPClientError) {
    switch error {
    case .connect(.refused): self = .refused
    case .connect(.timedOut): self = .connectTimeout
    case .connect(.unreachable): self = .unreachable
    case .connect(.unresolved): self = .unresolved
    case .connect(.tooManyFiles), .connect(.noRoom): self = .exhausted
    default: self = .closedBeforeHead
    }
  }
}
