import World

/// Reads `links`: how bytes travel between two neighbouring roles (simulation only).
enum LinksDecoder {
  private static let pairs =
    [("users", "edge"), ("users", "service"), ("edge", "service"), ("service", "llm")]
    + (1..<BenchLimits.hopsMax).flatMap { index in
      [
        (Stack.hopName(index - 1), Stack.hopName(index)), (Stack.hopName(index), "service"),
      ]
    }

  /// Visitors' lines to the outermost role and a data centre behind it, where nothing is said.
  static func decode(_ value: SourceValue?) throws(ScenarioError) -> [SimOptions.Link] {
    var links = [
      SimOptions.Link(from: "users", to: "edge", profile: .visitor),
      SimOptions.Link(from: "users", to: "service", profile: .visitor),
    ]
    guard let value else { return links }
    try value.object { (object: inout SourceObject) throws(ScenarioError) in
      for (from, to) in pairs {
        guard let link = object.optionalValue("\(from)-\(to)") else { continue }
        links.removeAll { $0.from == from && $0.to == to }
        links.append(SimOptions.Link(from: from, to: to, profile: try profile(link)))
      }
    }
    return links
  }

  private static func profile(_ value: SourceValue) throws(ScenarioError) -> LinkProfile {
    try value.object { (object: inout SourceObject) throws(ScenarioError) in
      LinkProfile(
        latency: try DistributionDecoder.durations(try object.value("latency")),
        bandwidth: try object.optionalBytes("bytesPerSecond", in: 1...Int.max).map(Double.init))
    }
  }
}
