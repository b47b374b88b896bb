/// Why an exchange ended as it did: what a status alone cannot tell.
package enum EdgeCause: Sendable, Equatable {
  /// The origin's answer was passed on to its end.
  case passed
  /// The origin answered with this status itself, and the edge put its own page in its place.
  case replaced(Int)
  /// Nobody listens at the origin's address: 521.
  case refused
  /// The origin did not answer the SYN in time: 522.
  case connectTimeout
  /// No way leads to the origin: 523.
  case unreachable
  /// The name of the origin has no address: 530 with code 1016.
  case unresolved
  /// The edge has no descriptor or port left for a connection, or no memory for a body: 500.
  case exhausted
  /// The origin's connection ended before a head: 520.
  case closedBeforeHead
  /// The origin's bytes are no HTTP: 520, or a cut once the body had begun.
  case malformed
  /// The origin was silent for too long before the first byte of the body: 524.
  case readTimeout
  /// The origin did not take the request's bytes in time: 524.
  case writeTimeout
  /// The origin was silent for too long inside the body: a cut.
  case idleCut
  /// The origin's connection ended inside the body: a cut, or 520 if the head was still held.
  case originCut
  /// The client left first: 499 in the record.
  case clientGone
  /// The client did not read for too long: a reset.
  case clientStalled
  /// The request's body is over the limit: 413.
  case bodyTooLong
  /// The request's head is over the limit: 413 at Cloudflare, 400 at nginx.
  case headTooLong
  /// The client asks more often than the rate limit allows: 429 with code 1015.
  case rateLimited
  /// The request came through this edge before: 403 with code 1000.
  case loop
  /// The request itself is refused with this status.
  case requestRefused(Int)
  /// The request's first line is, before any of its fields was looked at.
  case lineRefused(Int)
  /// The client did not go on with its request: 408 at Cloudflare, an end without a word at nginx.
  case requestStalled
  /// The edge was stopped before the exchange was over.
  case stopped

  /// Whether whoever refused the request has seen its first line only.
  var isOfLine: Bool {
    if case .lineRefused = self { true } else { false }
  }

  /// What logs call a request that stalled, whether its client is told or not.
  static let stalledStatus = 408

  /// The code of the page that says so, or nil where no page can.
  var errorCode: Int? {
    switch self {
    case .replaced(let status), .requestRefused(let status), .lineRefused(let status): status
    case .requestStalled: Self.stalledStatus
    case .refused: 521
    case .connectTimeout: 522
    case .unreachable: 523
    case .unresolved: EdgeError.noAddressCode
    case .exhausted: 500
    case .closedBeforeHead, .malformed, .originCut: 520
    case .readTimeout, .writeTimeout: 524
    case .bodyTooLong, .headTooLong: 413
    case .rateLimited: EdgeError.rateLimitCode
    case .loop: EdgeError.loopCode
    case .passed, .idleCut, .clientGone, .clientStalled, .stopped: nil
    }
  }
}
