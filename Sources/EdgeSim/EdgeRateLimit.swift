import World

/// How often one client may ask (Cloudflare "Rate limiting rules", nginx's limit_req).
///
/// Time is cut into windows of one length; Cloudflare's own way to count is not published.
package struct EdgeRateLimit: Sendable, Equatable {
  /// Requests of one client in one window.
  package var requests: Int
  /// How long a window lasts.
  package var period: Duration

  /// A limit of so many requests in each period.
  package init(requests: Int, per period: Duration) {
    self.requests = requests
    self.period = period
  }
}

/// Counts the requests of each client in the window of now.
struct EdgeRateCount {
  private var window = Int64.min
  private var counts: [String: Int] = [:]

  /// Whether one more request of a client is within the limit; counts it.
  mutating func allows(_ client: String, at now: Instant, _ limit: EdgeRateLimit) -> Bool {
    let current = (now - .start).nanoseconds / max(1, limit.period.nanoseconds)
    if current != window {
      window = current
      counts.removeAll()
    }
    guard counts[client] != nil || counts.count < EdgeLimits.rateLimitedClients else { return true }
    counts[client, default: 0] += 1
    return counts[client, default: 0] <= limit.requests
  }
}
