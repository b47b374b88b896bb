import EdgeSim
import World

/// The way of a group's users to the outermost role, where it is not that of all others.
struct GroupNetwork: Sendable, Equatable {
  /// How long bytes travel one way, in seconds; nil for what all users have.
  var latency: Distribution?
  /// How many bytes a second the users read and send; nil for no limit of their own.
  var bytesPerSecond: Int?
  /// What goes wrong on it.
  var link: FaultyLink

  /// Nothing about a group's way yet.
  init(of group: String) {
    link = FaultyLink(from: "way", to: group, faults: [])
  }

  /// Whether it says how bytes travel, which then goes before what the scenario's links say.
  var isDescribed: Bool { latency != nil || bytesPerSecond != nil }

  /// All that happens on it, in both worlds.
  var toxics: [LinkFault] {
    var toxics = link.faults
    if let bytesPerSecond {
      let toxic = LinkToxic.bandwidth(bytesPerSecond: Double(bytesPerSecond))
      toxics.append(LinkFault(id: "bytesPerSecond", toxic))
    }
    if let latency { toxics.append(LinkFault(id: "latency", .latency(latency))) }
    return toxics
  }

  /// The links of the simulated network: none takes time where the way itself says how long.
  func simulatedLinks(to front: String, plain: LinkProfile) -> [SimOptions.Link] {
    let nothing = LinkProfile(latency: .constant(0))
    return [
      .init(from: "users", to: link.worldName, profile: isDescribed ? nothing : plain),
      .init(from: link.worldName, to: front, profile: nothing),
    ]
  }
}
