/// How one version of one edge product behaves; a value, so that scenarios can change any part.
package struct EdgeProfile: Sendable, Equatable {
  /// The name scenarios use.
  package var name: String
  /// The longest time between two reads from the origin, the head included; then 524 or a cut.
  package var readTimeout: Duration
  /// The most by which the read timeout is late; the lateness is drawn once per exchange.
  package var readJitter = EdgeLimits.readJitter
  /// The longest time to connect to the origin; then 522.
  package var connectTimeout = EdgeLimits.connect
  /// The longest time for the origin to take what 64 KiB of buffer do not hold; then 524.
  package var writeTimeout = EdgeLimits.write
  /// How long an unused origin connection is kept for the next request.
  package var originIdle = EdgeLimits.originIdle
  /// The longest time a client may leave full buffers full; then its exchange is reset.
  package var clientStall = EdgeLimits.clientStall
  /// Whether the head waits for the first byte of the body (measured: EventSource opens late).
  package var holdsHead = true
  /// The origin's statuses that the edge answers with a page of its own.
  package var replacesOriginErrors = [502, 504]
  /// The longest request body in bytes; then 413.
  package var bodyBytesLimit = EdgeLimits.bodyBytes
  /// What happens to the origin when the client has left.
  package var clientAbort = ClientAbort.immediate

  /// A profile with Cloudflare's numbers and a read timeout of its own.
  package init(name: String, readTimeout: Duration) {
    self.name = name
    self.readTimeout = readTimeout
  }
}

extension EdgeProfile {
  /// The read timeout where there is one; nil for a proxy that waits for ever.
  package var cap: Duration? { readTimeout == EdgeLimits.noTimeout ? nil : readTimeout }

  /// Cloudflare with the read timeout of 100 s that most field reports tell of.
  package static let cloudflare2024 = EdgeProfile(
    name: "cloudflare-2024", readTimeout: EdgeLimits.read2024)

  /// Cloudflare with the 120 s of its pages of 2025.
  package static let cloudflare2025 = EdgeProfile(
    name: "cloudflare-2025", readTimeout: EdgeLimits.read2025)

  /// Cloudflare with the 125 s of its pages of 2026.
  package static let cloudflare2026 = EdgeProfile(
    name: "cloudflare-2026", readTimeout: EdgeLimits.read2026)

  /// A proxy that adds headers and waits for ever: what is left then is the origin's own doing.
  package static let passThrough: EdgeProfile = {
    var profile = EdgeProfile(name: "none", readTimeout: EdgeLimits.noTimeout)
    profile.readJitter = .zero
    profile.writeTimeout = EdgeLimits.noTimeout
    profile.clientStall = EdgeLimits.noTimeout
    profile.holdsHead = false
    profile.replacesOriginErrors = []
    return profile
  }()

  /// The names of all profiles, in the order of their years.
  package static let names = all.map(\.name)

  /// The profile of a name, or nil; `names` lists the choices.
  package static func named(_ name: String) -> EdgeProfile? {
    all.first { $0.name == name }
  }

  private static let all = [cloudflare2024, cloudflare2025, cloudflare2026, passThrough]
}
