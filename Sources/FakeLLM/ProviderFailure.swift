/// What went wrong on the provider's side.
package enum ProviderFailure: Sendable, Equatable {
  /// An error answer of this status.
  case status(Int)
  /// A TCP reset.
  case reset
  /// The connection finished inside the body.
  case cut
  /// The body ended before the message did.
  case endedEarly
  /// Bytes that are no event, then the end of the body.
  case garbage
  /// An error of this type, in the stream or instead of the whole answer.
  case errorEvent(String)
  /// The provider was shut down.
  case stopped
}
