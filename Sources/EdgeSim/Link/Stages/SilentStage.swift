import World

/// Swallows everything, and ends the connection at its time (toxiproxy's timeout and reset_peer).
struct SilentStage: ToxicStage {
  private let ending: LinkPiece
  private var release: Instant?

  /// Silence until `release`, then that ending; for ever if nil.
  init(_ ending: LinkPiece, at release: Instant?) {
    self.ending = ending
    self.release = release
  }

  var heldBytes: Int { 0 }

  var nextRelease: Instant? { release }

  mutating func push(_ piece: LinkPiece, at now: Instant) {}

  mutating func pop(at now: Instant) -> LinkPiece? {
    guard let release, release <= now else { return nil }
    self.release = nil
    return ending
  }

  /// What it has swallowed is lost, so that the connection ends, as toxiproxy ends it.
  mutating func flush() -> [LinkPiece] { [ending] }
}
