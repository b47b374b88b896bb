import EdgeSim
import Service

extension EdgeProfile {
  /// The profile as its configuration is with bugs put back.
  func spoilt(by bugs: KnownBugs) -> EdgeProfile {
    guard bugs.contains(.streamLocationBuffered), !locations.isEmpty else { return self }
    // As it was: no location matches streams, so that they are asked for by HTTP/1.0 and collected
    // in pages, whatever the service asks for.
    var profile = self
    profile.heedsAccelBuffering = false
    profile.originVersion = .http10
    for index in locations.indices { profile.locations[index].buffers = true }
    return profile
  }
}
