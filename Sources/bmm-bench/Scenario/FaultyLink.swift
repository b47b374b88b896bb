import EdgeSim
import World

/// A link between two neighbouring roles on which things go wrong.
struct FaultyLink: Sendable, Equatable {
  /// The role that connects: the one further out.
  let from: String
  /// The role that is connected to.
  let to: String
  /// What goes wrong on connections.
  var faults: [LinkFault]
  /// When there are no new ones.
  var outages: [LinkOutage] = []

  /// The name as scenarios write it: `users-edge`.
  var name: String { "\(from)-\(to)" }

  /// The name of the link's own world; a host name, since requests may carry it.
  var worldName: String { "link-\(name)" }

  /// Whether connections can break on it, or bytes be lost.
  var breaksConnections: Bool {
    outages.contains { $0.kind == .refused }
      || faults.contains { fault in
        switch fault.toxic {
        case .latency, .bandwidth, .slicer, .slowClose: false
        case .timeout, .resetPeer, .at: true
        }
      }
  }

  /// Whether bytes of answers can be changed on it.
  var garblesAnswers: Bool {
    faults.contains { fault in
      guard case .at(_, .corrupt) = fault.toxic else { return false }
      return fault.direction != .up
    }
  }
}

extension Scenario {
  /// The links of the simulated network: a faulty one has its whole way before the faults.
  var simulatedLinks: [SimOptions.Link] {
    var links = self.links
    for faulty in faultyLinks {
      let plain = links.first { $0.from == faulty.from && $0.to == faulty.to }
      links.append(
        .init(from: faulty.from, to: faulty.worldName, profile: plain?.profile ?? .dataCentre))
      let nothing = LinkProfile(latency: .constant(0))
      links.append(.init(from: faulty.worldName, to: faulty.to, profile: nothing))
    }
    let front = front
    for network in groups.compactMap(\.network) {
      links += network.simulatedLinks(to: front.world, plain: front.plain)
    }
    return links
  }

  /// The world that users connect to, and how their bytes travel to it.
  private var front: (world: String, plain: LinkProfile) {
    let role = (hops.isEmpty ? Topology.Role.service : .edge).rawValue
    let faulty = faultyLinks.first { $0.from == "users" && $0.to == role }
    // A link with faults has the whole way before it, so that none is left before that one.
    let plain = links.first { $0.from == "users" && $0.to == role }?.profile ?? .dataCentre
    return (faulty?.worldName ?? role, plain)
  }

  /// Whether a connection that a user loses may be the network's doing, or that of a machine.
  ///
  /// What happens to the provider does not count: the service is there to tell its users.
  var losesConnections: Bool {
    let provider = Topology.Role.llm.rawValue
    return restarts.contains { $0.role != provider && !$0.isOrderly }
      || faultyLinks.contains { $0.to != provider && $0.breaksConnections }
      || groups.contains { $0.network?.link.breaksConnections == true }
  }

  /// Whether what a user cannot make sense of may be a link's doing; that to the provider does not
  /// count here either.
  var garblesAnswers: Bool {
    faultyLinks.contains { $0.to != Topology.Role.llm.rawValue && $0.garblesAnswers }
      || groups.contains { $0.network?.link.garblesAnswers == true }
  }

  /// The links that there are with so many proxies, from the outside in; without faults yet.
  static func links(behind hops: Int) -> [FaultyLink] {
    let proxies = (0..<hops).map(Stack.hopName)
    let row = ["users"] + proxies + [Topology.Role.service.rawValue, Topology.Role.llm.rawValue]
    return zip(row, row.dropFirst()).map { FaultyLink(from: $0, to: $1, faults: []) }
  }
}
