extension EdgeProfile {
  /// Cloudflare with the read timeout of 100 s that most field reports tell of.
  package static let cloudflare2024: EdgeProfile = {
    var profile = before2026("cloudflare-2024", readTimeout: EdgeLimits.read2024)
    profile.connectTimeout = EdgeLimits.connect2024
    return profile
  }()

  /// Cloudflare with the 120 s of its pages of 2025, before the longer heads of that October.
  package static let cloudflare2025 = before2026(
    "cloudflare-2025", readTimeout: EdgeLimits.read2025)

  /// Cloudflare with the 125 s of its pages of 2026.
  package static let cloudflare2026 = EdgeProfile(
    name: "cloudflare-2026", readTimeout: EdgeLimits.read2026)

  /// A proxy that adds nothing but the visitor's address, checks nothing and waits for ever: what
  /// is left then is the origin's own doing.
  package static let passThrough: EdgeProfile = {
    var profile = EdgeProfile(name: "none", readTimeout: EdgeLimits.noTimeout)
    profile.product = .passThrough
    profile.readJitter = .zero
    profile.writeTimeout = EdgeLimits.noTimeout
    profile.clientStall = EdgeLimits.noTimeout
    profile.holdsHead = false
    profile.tunnels = EdgeTunnels(areAllowed: true, idle: .never)
    profile.replacesOriginErrors = []
    return profile
  }()

  /// Errors that name themselves, in a form that the client chooses, came in March and April 2026
  /// (Cloudflare changelog).
  private static func before2026(_ name: String, readTimeout: Duration) -> EdgeProfile {
    var profile = EdgeProfile(name: name, readTimeout: readTimeout)
    profile.headBytesLimit = EdgeLimits.headBytes2024
    profile.fieldBytesLimit = EdgeLimits.fieldBytes2024
    profile.errorBody = .html
    profile.hasErrorFields = false
    return profile
  }
}
