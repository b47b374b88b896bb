import World

/// A role that stands, and how it is stopped and started anew at the same place.
final class StandingRole: @unchecked Sendable {  // Confined to its run's loop.
  /// The name of its world.
  let name: String
  /// Where it lives now.
  var world: World
  /// Where it listens.
  let address: Address
  /// Lets it stand again, in a world of its own.
  let start: (World, Address) async throws -> Void
  /// Stops it at an instant at the latest.
  let stop: (Instant) async -> Void
  /// Forgets it: it has died.
  let forget: () -> Void

  init(
    _ name: String, in world: World, at address: Address,
    start: @escaping (World, Address) async throws -> Void,
    stop: @escaping (Instant) async -> Void, forget: @escaping () -> Void
  ) {
    self.name = name
    self.world = world
    self.address = address
    self.start = start
    self.stop = stop
    self.forget = forget
  }
}
