import EdgeSim
import World

/// Reads the top-level `faults`: roles and links that die at a time, and come back.
enum RestartsDecoder {
  /// What dies: roles, and links, which are down meanwhile.
  struct Restarts {
    var roles: [Restart] = []
    var links: [FaultyLink]
  }

  /// Adds the deaths of links to what goes wrong on them.
  static func decode(
    _ value: SourceValue?, behind hops: Int, within limit: Duration, _ links: [FaultyLink]
  ) throws(ScenarioError) -> Restarts {
    var restarts = Restarts(links: links)
    for element in try value?.array(count: 1...BenchLimits.linkFaultsMax) ?? [] {
      try element.object { (object: inout SourceObject) throws(ScenarioError) in
        let name = try object.value("restart")
        let restart = Restart(
          role: try name.string(), at: try object.value("at").instant(within: limit),
          down: try object.optionalDuration("down", in: .milliseconds(1)...BenchLimits.durationMax)
            ?? .seconds(1),
          drain: try object.optionalDuration(
            "drain", in: .milliseconds(1)...BenchLimits.durationMax))
        guard !restarts.roles.contains(where: { $0.overlaps(restart) }) else {
          throw name.error("is dead at that time already: let it come back first")
        }
        try add(restart, at: name, behind: hops, to: &restarts)
      }
    }
    return restarts
  }

  private static func add(
    _ restart: Restart, at value: SourceValue, behind hops: Int, to restarts: inout Restarts
  ) throws(ScenarioError) {
    let links = Scenario.links(behind: hops)
    let roles = links.map(\.to)
    if roles.contains(restart.role) { return restarts.roles.append(restart) }
    guard let link = links.first(where: { $0.name == restart.role }) else {
      let names = roles + links.map(\.name)
      let hint = NearestName.hint(for: restart.role, among: names, listedAs: "there are")
      throw value.error("cannot be \"\(restart.role)\"\(hint)")
    }
    guard restart.drain == nil else {
      throw value.error("is a link, which has nothing to drain; roles have: take drain away")
    }
    let window = LinkWindow(start: restart.at, length: restart.down)
    if !restarts.links.contains(where: { $0.name == link.name }) { restarts.links.append(link) }
    for index in restarts.links.indices where restarts.links[index].name == link.name {
      restarts.links[index].outages.append(LinkOutage(.refused, window))
    }
  }
}
