import HTTP
import World

/// A role between clients and a hostile server: one client asks for trouble, one does not.
package final class Ambush: @unchecked Sendable {  // Confined to its loop.
  /// What came of it.
  package struct Result: Sendable {
    /// What the client has seen whose request had a hostile answer.
    package var victim = Visit()
    /// What the honest client has seen.
    package var visits: [Visit] = []
    /// The most that the role held in buffers towards the server, in bytes.
    package var heldMost = 0
  }

  private let role: World
  private let address: Address
  private let server: World
  private let users: World
  private let victims: World
  private var result = Result()
  private var isOver = false

  /// An ambush of a role that listens at an address and calls a server in another world.
  package init(of role: World, at address: Address, calling server: World) {
    self.role = role
    self.address = address
    self.server = server
    users = World("honest", on: role.loop)
    victims = World("victim", on: role.loop)
  }

  /// The worlds of the two clients, in which nothing may be left.
  package var worlds: [World] { [users, victims] }

  /// Lets both clients come, and returns when both have gone.
  package func run(_ request: HTTPRequest, beside honest: HTTPRequest) async -> Result {
    victims.spawn("victim") { [self] in
      await victims.sleep(for: .milliseconds(500))
      let client = HTTPClient(in: victims, to: address)
      result.victim = await Visit.visit(client, request, in: victims)
      client.close()
      isOver = true
    }
    role.spawn("watch") { [self] in
      while !isOver {
        result.heldMost = max(result.heldMost, role.held(withPeer: server.name).bytes)
        await role.sleep(for: .milliseconds(20))
      }
    }
    result.visits = await Visit.visits(to: address, with: honest, in: users) { self.isOver }
    return result
  }
}
