import World

/// A toxic at work on one direction of one connection: takes pieces in and says when they go on.
protocol ToxicStage {
  /// The bytes that wait here.
  var heldBytes: Int { get }
  /// When there will be something to take without anything coming in; nil if never.
  var nextRelease: Instant? { get }
  /// Whether it has had something to do yet.
  var hasStruck: Bool { get }
  /// Takes in what has come.
  mutating func push(_ piece: LinkPiece, at now: Instant)
  /// What may go on now.
  mutating func pop(at now: Instant) -> LinkPiece?
  /// The toxic is taken away: everything that still has to go on, in order.
  mutating func flush() -> [LinkPiece]
}

extension ToxicStage {
  /// What waits for no place has met its connection, and that is all there is to it.
  var hasStruck: Bool { true }
}
