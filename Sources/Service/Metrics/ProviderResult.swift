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

  /// The result that a failed attempt stands for.
  init(_ failure: ProviderFailure) {
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
