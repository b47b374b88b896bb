/// What a simulated machine room looks like.
package struct SimOptions: Sendable {
  /// The root of all chance in the run.
  package var seed: UInt64
  /// In which order ready tasks run.
  package var policy = SchedulePolicy.random
  /// Random delays of resumed tasks.
  package var stalls = TaskStalls.none
  /// Work on lanes that takes far longer than its cost.
  package var slowStatements = SlowStatements.none
  /// Segments that take far longer than their link's latency.
  package var latencyTail = LatencyTail.none
  /// Draws the four above from the seed, instead of what they say.
  package var swarm = false
  /// Which of the four it draws.
  package var swarmFaults = SwarmFault.allCases
  /// The calendar time at the start.
  package var epoch = WallTime(seconds: 1_777_593_600)  // 2026-05-01T00:00:00Z
  /// The links by the names of their worlds; both directions use the same profile.
  package var links: [Link] = []
  /// The profile of links that are not named.
  package var defaultLink = LinkProfile.dataCentre
  /// Hosts that never answer a connection attempt, as behind a firewall that drops.
  package var silentHosts: [String] = []

  /// A link between two worlds.
  package struct Link: Sendable, Equatable {
    /// The name of one world.
    package var from: String
    /// The name of the other.
    package var to: String
    /// How bytes travel, in either direction.
    package var profile: LinkProfile

    /// A link between two named worlds.
    package init(from: String, to: String, profile: LinkProfile) {
      self.from = from
      self.to = to
      self.profile = profile
    }
  }

  /// With the intensities that a swarm drew.
  func struck(by swarm: SwarmIntensity?) -> SimOptions {
    guard let swarm else { return self }
    var options = self
    options.policy = swarm.policy
    options.stalls = TaskStalls(
      probability: swarm.stallShare, delay: .uniform(0, swarm.stallSecondsMax))
    options.slowStatements = swarm.slowStatements
    options.latencyTail = swarm.latencyTail
    return options
  }

  /// A machine room with default links.
  package init(seed: UInt64) {
    self.seed = seed
  }
}
