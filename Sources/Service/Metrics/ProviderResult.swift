/// How an attempt at a provider ended, as metrics name it.
enum ProviderResult: String, CaseIterable {
  case ok
  case overloaded
  case status
  case unreachable
  case brokenOff = "broken_off"
  case malformed
  case reported
  case timedOut = "timed_out"
  /// Given up by the service itself: the client had gone, or a stop came.
  case cancelled

  /// The result that an error of an attempt stands for.
  init(_ error: any Error) {
    guard let failure = error as? ProviderFailure else {
      self = .cancelled
      return
    }
    self =
      switch failure {
      case .overloaded: .overloaded
      case .status: .status
      case .unreachable: .unreachable
      case .brokenOff: .brokenOff
      case .malformed: .malformed
      case .reported: .reported
      case .timedOut: .timedOut
      }
  }
}
