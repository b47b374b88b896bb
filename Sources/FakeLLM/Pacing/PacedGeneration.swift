import HTTP
import World

/// An answer that is written bit by bit: each at its time, and no faster than its client reads.
///
/// A client that reads too slowly pauses the writing, not the schedule: once it has caught up, it
/// gets what has become due meanwhile.
class PacedGeneration: ExchangeGeneration, ConnectionSink, @unchecked Sendable {  // As its parent.
  /// Writes what is due, and says when more will be; nil to be asked again at once, if it still
  /// runs and the client reads.
  func writeDue() -> Instant? { nil }

  override func begin() {
    connection.sink = self
    advance()
  }

  final func inputChanged(_ connection: Connection) {
    // What a client sends early stays in `input` for its next request.
  }

  final func outputDrained(_ connection: Connection) {
    advance()
  }

  /// Does all that is due, and arms the timer for what comes next.
  final func advance() {
    guard isRunning else { return }
    world.cancel(timer)
    timer = .none
    while isRunning, !connection.isCongested {
      if let next = writeDue() { return arm(next) }
    }
    if isRunning { awaitReader() }
  }

  private func arm(_ instant: Instant) {
    guard instant != .never else { return }
    // Nothing but `self` is captured, so the closure needs no memory of its own.
    timer = world.at(instant) { [self] in
      timer = .none
      advance()
    }
  }

  /// The client reads too slowly; one that does not catch up counts as gone.
  private func awaitReader() {
    world.mark(LLMMark.slowClient)
    look(at: ReadingPace(of: connection))
  }

  private func look(at pace: ReadingPace) {
    timer = world.at(pace.nextLook) { [unowned self] in
      var pace = pace
      if pace.isTooSlow(connection) { return connection.abort(ConnectionError.closed) }
      look(at: pace)
    }
  }
}
