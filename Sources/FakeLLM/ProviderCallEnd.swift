/// How a call ended, as the provider sees it.
package enum ProviderCallEnd: Sendable, Equatable {
  /// The answer went out to its end.
  case complete(StopReason)
  /// A cassette was played to its end.
  case played
  /// The request was not acceptable: an error of this status.
  case refusedRequest(status: Int)
  /// The client left, and the generation was stopped.
  case clientGone
  /// The provider failed, as its rules told it to.
  case failed(ProviderFailure)
}
