/// Decides over a tunnel: both sides' bytes pass as they are until one side ends.
///
/// What nginx does (ngx_http_upstream_process_upgraded): a byte of either side sets the timer anew,
/// and the end of one side ends both, behind what was written, also where it was a reset.
struct TunnelMachine {
  enum Side: Equatable {
    case client
    case origin
  }

  enum Input: Equatable {
    /// A side has finished, and all of its bytes are passed on.
    case ended(Side)
    /// A side has reset its connection.
    case failed(Side)
    /// Neither side has said anything for too long.
    case wasSilent
    /// The hop goes down, with or without a word about it.
    case restarts(saysSo: Bool)
  }

  enum Decision: Equatable {
    case nothing
    /// Finish both connections behind their bytes.
    case finish
    /// Tell the client with a close frame, then finish both.
    case finishWithWord
  }

  /// Why it is over; nil while it is not.
  private(set) var cause: EdgeCause?

  mutating func on(_ input: Input) -> Decision {
    guard cause == nil else { return .nothing }
    switch input {
    case .ended(.client): return end(.finish, .clientGone)
    case .ended(.origin): return end(.finish, .passed)
    case .failed(.client): return end(.finish, .clientGone)
    case .failed(.origin): return end(.finish, .originCut)
    case .wasSilent: return end(.finish, .idleCut)
    case .restarts(let saysSo): return end(saysSo ? .finishWithWord : .finish, .stopped)
    }
  }

  private mutating func end(_ decision: Decision, _ cause: EdgeCause) -> Decision {
    self.cause = cause
    return decision
  }
}
