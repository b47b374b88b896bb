import World

/// Runs the handler of a stream's terminal event, and knows whether it has done its work.
final class TerminalEvent: @unchecked Sendable {  // Confined to its world's loop.
  /// Whether the terminal event was written; if not at the stream's end, there is a bug.
  private(set) var isResolved = false

  private let world: World
  private let activity: Activity
  private let bugs: KnownBugs

  init(in world: World, _ activity: Activity, bugs: KnownBugs) {
    self.world = world
    self.activity = activity
    self.bugs = bugs
  }

  /// Runs a terminal handler to its end, and only then counts the stream as resolved.
  func deliver(_ handler: @escaping @Sendable () async -> Void) async {
    if bugs.contains(.terminalEventNotAwaited) {
      // As it was: the promise is dropped, and the flag was set on the way into the handler.
      isResolved = true
      activity.begin()
      world.spawn("preview handler") { [activity] in
        await handler()
        activity.end()
      }
      return
    }
    await handler()
    isResolved = true
  }
}
