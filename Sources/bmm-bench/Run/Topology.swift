import World

/// Which roles stand, which ports they listen at, and what they use instead of a role of ours.
struct Topology: Sendable {
  /// A role of the picture, from the outside in.
  enum Role: String, CaseIterable, Sendable {
    case edge
    case service
    case llm
  }

  /// The outermost role that stands.
  var outermost: Role
  /// The service behind the edge, if it is not ours.
  var origin: Address?
  /// The provider behind the service, if it is not ours.
  var provider: Address?
  /// The port of the outermost role; the others take any free one.
  var port = 0

  /// Whether a role stands here.
  func has(_ role: Role) -> Bool {
    switch role {
    case .edge: outermost == .edge
    case .service: outermost == .service || outermost == .edge && origin == nil
    case .llm: outermost == .llm || has(.service) && provider == nil
    }
  }

  /// The port a role listens at; 0 is any free one.
  func port(of role: Role) -> Int {
    role == outermost ? port : 0
  }

  /// What stands on a further thread beside these roles: the outermost one, before the same rest.
  func onceMore(beside addresses: [(role: Role, address: Address)]) -> Topology {
    var topology = self
    for (role, address) in addresses {
      switch role {
      case outermost: topology.port = address.port
      case .service: topology.origin = address
      default: break
      }
    }
    return topology
  }
}
