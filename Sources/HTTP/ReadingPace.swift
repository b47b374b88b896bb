import World

/// Notices a client that takes too little of what is written for it: one that takes nothing, or a
/// byte now and then, would keep its memory here for ever. A slow line is no reason to go.
package struct ReadingPace {
  /// When to ask again.
  package private(set) var nextLook: Instant
  private var taken: Int

  /// From now on there is more for the client than it takes.
  package init(of connection: Connection) {
    nextLook = connection.world.now + HTTPTimeouts.unreadAnswers
    taken = connection.takenCount
  }

  /// Whether the client took too little since the last look; before `nextLook` that is not known.
  package mutating func isTooSlow(_ connection: Connection) -> Bool {
    guard connection.world.now >= nextLook else { return false }
    let before = taken
    self = ReadingPace(of: connection)
    return taken - before < HTTPTimeouts.unreadAnswersBytes
  }
}
