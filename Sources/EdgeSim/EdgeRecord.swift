import World

/// What the edge saw of one exchange: its line in the log.
package struct EdgeRecord: Sendable, Equatable {
  /// The profile of the hop that saw it.
  package var hop: String
  /// The ray: 16 hexadecimal digits, a hyphen and the location.
  package var ray: String
  /// The `x-request-id` of the request; empty without one.
  package var requestID: String
  /// The method, or empty when the request's head was refused.
  package var method: String
  /// The path without its query, or empty when the request's head was refused.
  package var path: String
  /// The client's host, or empty when the request's head was refused.
  package var clientHost: String
  /// When the request's head was complete.
  package var started: Instant
  /// When the head of the answer was written, if it was.
  package var headSent: Instant?
  /// When the exchange was over.
  package var ended: Instant
  /// The status the client was sent; 499 when it left first, 0 when it was sent none.
  package var status: Int
  /// The status the origin answered with, if it did.
  package var originStatus: Int?
  /// Why it ended so.
  package var cause: EdgeCause
  /// The bytes of the body written to the client, without their framing.
  package var bytesToClient: Int
  /// The longest time between two reads from the origin, the wait for its head included.
  package var longestSilence: Duration
}
