/// What an edge does towards the origin when its client has left.
package enum ClientAbort: String, Sendable, Equatable, CaseIterable {
  /// The origin's connection is reset at once (Cloudflare's error 499 page, uncacheable requests).
  case immediate
  /// Nothing is noticed before the next write: a quiet stream lives on (cloudflared issue 166).
  case onNextWrite
  /// The answer is read to its end and dropped (nginx's proxy_ignore_client_abort).
  case never
}
