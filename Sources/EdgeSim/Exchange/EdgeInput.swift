/// What can happen to an exchange.
enum EdgeInput: Equatable {
  /// The whole request is here.
  case requestRead
  /// The request cannot be passed on.
  case requestRefused(EdgeCause)
  /// The client's bytes ended inside the request.
  case requestCut
  /// The origin has been sent the request.
  case connected
  /// No connection to the origin could be made.
  case connectFailed(EdgeCause)
  /// The origin's head is complete.
  case head(status: Int)
  /// The origin has agreed to become a tunnel.
  case switched
  /// The tunnel is over.
  case tunnelEnded(EdgeCause)
  /// Bytes of the origin's body have come.
  case bodyBytes
  /// The origin's body is complete.
  case originEnded
  /// A connection that was used before ended without a byte of an answer to this request.
  case keptConnectionEnded
  /// The origin's connection ended before its answer did.
  case originCut
  /// The origin's bytes are no HTTP.
  case originMalformed
  /// Nothing was read from the origin for the read timeout.
  case readTimedOut
  /// The origin did not take the request for the write timeout.
  case writeTimedOut
  /// The client has finished or reset its connection.
  case clientGone
  /// The client has not read for too long.
  case clientStalled
  /// The edge is shut down.
  case stopped
}
