import World

/// Measures how long an origin is silent, and fires when that lasts for the read timeout.
///
/// The timer is not moved on each read, since that would be work for each token. When it fires it
/// looks at the last read, and waits for the rest of the timeout.
final class SilenceWatch {
  private enum Progress {
    case stopped
    case running
    /// The edge itself does not read: the silence is not the origin's.
    case paused
  }

  private let world: World
  // As a deadline is reckoned with them, which each request does.
  private let limit: Int64
  private let lateness: Int64
  /// Called when the silence has lasted for the limit.
  var whenOver: () -> Void = {}
  private var progress = Progress.stopped
  private var began = Instant.start
  private var lastRead = Instant.start
  private var timer = TimerID.none
  /// The longest silence so far.
  private(set) var longest = Duration.zero

  init(_ world: World, limit: Duration, _ lateness: Duration) {
    self.world = world
    self.limit = limit.nanoseconds
    self.lateness = lateness.nanoseconds
  }

  /// The silence begins; also after a pause.
  func start() {
    progress = .running
    began = world.now
    lastRead = began
    if timer == .none { arm() }
  }

  /// Bytes were read.
  func noteRead() {
    guard progress == .running else { return }
    longest = max(longest, world.now - lastRead)
    lastRead = world.now
  }

  /// All that was read since the beginning was nothing that counts.
  func forgetReads() {
    lastRead = began
  }

  /// The edge stops reading for a while.
  func pause() {
    noteRead()
    progress = .paused
  }

  /// Nothing is waited for any more; idempotent.
  func stop() {
    noteRead()
    progress = .stopped
    world.cancel(timer)
    timer = .none
  }

  private var deadline: Instant {
    lastRead.advanced(byNanoseconds: limit).advanced(byNanoseconds: lateness)
  }

  private func arm() {
    let deadline = deadline
    guard deadline != .never else { return }
    timer = world.at(deadline) { [self] in check() }
  }

  private func check() {
    timer = .none
    guard progress == .running else { return }
    if world.now < deadline { arm() } else { whenOver() }
  }
}
