import World

/// What links with faults did to the bytes on them.
package enum LinkMark: UInt8, Mark {
  /// Something on a link was to come later: bytes that are held back, or an end.
  case delayed
  /// A connection was cut in both directions.
  case cut
  /// A connection was reset in both directions.
  case reset
  /// A link was down.
  case down
  /// A window of faults began or ended over open connections.
  case windowMoved
  /// The far end of a link could not be reached.
  case farEndGone

  /// Whose marks these are.
  package static let family = MarkFamily.link
}
