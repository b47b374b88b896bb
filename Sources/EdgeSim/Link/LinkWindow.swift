import World

/// A span of a run's time.
package struct LinkWindow: Sendable, Equatable {
  /// When it begins, from the start of the run.
  package var start: Duration
  /// How long it lasts; to the end if nil.
  package var length: Duration?

  /// From `start` on, for that long; all the time if nothing is said.
  package init(start: Duration = .zero, length: Duration? = nil) {
    self.start = start
    self.length = length
  }

  /// Its first instant and the one behind its last.
  var bounds: (start: Instant, end: Instant) {
    let first = Instant.start + start
    return (first, length.map { first + $0 } ?? .never)
  }

  func contains(_ instant: Instant) -> Bool {
    bounds.start <= instant && instant < bounds.end
  }
}
