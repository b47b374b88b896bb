import EdgeSim
import World

/// Reads `links`: how bytes travel between two neighbouring roles, and what goes wrong there.
enum LinksDecoder {
  /// What a scenario says of its links.
  struct Links {
    /// How long bytes travel (simulation only).
    var profiles = [
      SimOptions.Link(from: "users", to: "edge", profile: .visitor),
      SimOptions.Link(from: "users", to: "service", profile: .visitor),
    ]
    /// Those with faults.
    var faulty: [FaultyLink] = []
  }

  private static let pairs =
    [("users", "edge"), ("users", "service"), ("edge", "service"), ("service", "llm")]
    + (1..<BenchLimits.hopsMax).flatMap { index in
      [
        (Stack.hopName(index - 1), Stack.hopName(index)), (Stack.hopName(index), "service"),
      ]
    }

  /// The keys that `links` may have.
  static let names = pairs.map { "\($0)-\($1)" }

  /// Visitors' lines to the outermost role and a data centre behind it, where nothing is said.
  static func decode(
    _ value: SourceValue?, behind hops: Int, within limit: Duration
  ) throws(ScenarioError) -> Links {
    var links = Links()
    guard let value else { return links }
    try value.object { (object: inout SourceObject) throws(ScenarioError) in
      for (from, to) in pairs {
        guard let link = object.optionalValue("\(from)-\(to)") else { continue }
        try read(link, from, to, behind: hops, within: limit, into: &links)
      }
    }
    return links
  }

  private static func read(
    _ value: SourceValue, _ from: String, _ to: String, behind hops: Int, within limit: Duration,
    into links: inout Links
  ) throws(ScenarioError) {
    try value.object { (object: inout SourceObject) throws(ScenarioError) in
      let names = Scenario.links(behind: hops).map(\.name)
      guard names.contains("\(from)-\(to)") else {
        throw value.error(
          "is a link that is not there; there are \(names.joined(separator: ", "))")
      }
      if let faults = object.optionalValue("faults") {
        var link = FaultyLink(from: from, to: to, faults: [])
        try FaultDecoder.decode(faults, within: limit, into: &link)
        links.faulty.append(link)
      }
      // With faults only, the link stays as long as it is.
      let isDescribed = ["latency", "bytesPerSecond"].contains { object.optionalValue($0) != nil }
      guard isDescribed || links.faulty.last?.name != "\(from)-\(to)" else { return }
      let profile = try profile(&object)
      links.profiles.removeAll { $0.from == from && $0.to == to }
      links.profiles.append(SimOptions.Link(from: from, to: to, profile: profile))
    }
  }

  private static func profile(
    _ object: inout SourceObject
  ) throws(ScenarioError) -> LinkProfile {
    LinkProfile(
      latency: try DistributionDecoder.durations(try object.value("latency")),
      bandwidth: try object.optionalBytes("bytesPerSecond", in: 1...Int.max).map(Double.init))
  }
}
