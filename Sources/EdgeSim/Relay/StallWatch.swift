import World

/// Fires when a client leaves full buffers full for too long; one that `mayCrawl` only has to take
/// something (nginx's send_timeout is between two writes).
final class StallWatch {
  private let connection: Connection
  private let limit: Duration
  private let mayCrawl: Bool
  /// Called when nothing was taken for the limit.
  var whenOver: () -> Void = {}
  private var taken = 0
  private var timer = TimerID.none

  init(_ connection: Connection, limit: Duration, mayCrawl: Bool) {
    self.connection = connection
    self.mayCrawl = mayCrawl
    self.limit = limit
  }

  /// The buffers are full; a watch that runs already goes on.
  func start() {
    guard timer == .none else { return }
    arm()
  }

  /// The buffers have room again.
  func stop() {
    connection.world.cancel(timer)
    timer = .none
  }

  /// Waits until the client has taken what is written; false if it was given up.
  func drained() async -> Bool {
    repeat {
      taken = connection.takenCount
      let deadline = connection.world.now + limit
      guard let isDrained = try? await connection.drained(by: deadline) else { return false }
      if isDrained { return true }
    } while mayCrawl && connection.takenCount > taken
    return false
  }

  private func arm() {
    taken = connection.takenCount
    let deadline = connection.world.now + limit
    guard deadline != .never else { return }
    timer = connection.world.at(deadline) { [self] in check() }
  }

  private func check() {
    timer = .none
    if mayCrawl, connection.takenCount > taken { arm() } else { whenOver() }
  }
}
