import World

/// Where an edge stands: what it behaves like, and between whom.
package struct EdgeConfiguration: Sendable {
  /// How it behaves.
  package var profile: EdgeProfile
  /// Where the origin listens.
  package var origin: Address
  /// The public host name, as the error pages show it.
  package var host: String
  /// The IATA code of the location, which ends each ray.
  package var location: String
  /// Whether its clients are Cloudflare's edge, whose word on the visitor's address is believed.
  package var isBehindCloudflare = false

  /// An edge of a profile in front of an origin.
  package init(
    profile: EdgeProfile, origin: Address, host: String, location: String = "FRA"
  ) {
    self.profile = profile
    self.origin = origin
    self.host = host
    self.location = location
  }
}
