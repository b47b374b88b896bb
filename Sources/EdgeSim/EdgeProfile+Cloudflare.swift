extension EdgeProfile {
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
    profile.tunnels = EdgeTunnels(areAllowed: true, idle: .never)
    profile.replacesOriginErrors = []
    return profile
  }()
}
