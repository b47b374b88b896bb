import EdgeSim
import World

/// Reads `network` of a group: its own way to the outermost role.
enum GroupNetworkDecoder {
  /// Nil without a value: the way of all users.
  static func decode(
    _ value: SourceValue?, of group: String, within limit: Duration
  ) throws(ScenarioError) -> GroupNetwork? {
    guard let value else { return nil }
    return try value.object { (object: inout SourceObject) throws(ScenarioError) in
      var network = GroupNetwork(of: group)
      network.latency = try object.optionalValue("latency").map(DistributionDecoder.durations)
      network.bytesPerSecond = try object.optionalBytes("bytesPerSecond", in: 1...Int.max)
      if let faults = object.optionalValue("faults") {
        try FaultDecoder.decode(faults, within: limit, into: &network.link)
      }
      try object.finish()
      guard network != GroupNetwork(of: group) else {
        throw value.error("is empty: say latency, bytesPerSecond or faults, or leave it out")
      }
      return network
    }
  }
}
