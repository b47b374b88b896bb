/// What the simulated machine did to a run.
package enum WorldMark: UInt8, Mark {
  /// A ready task had to wait, as on a slow core.
  case taskStalled
  /// A statement took many times its cost.
  case slowStatement
  /// Work on a lane waited for other work.
  case laneQueued
  /// A segment came far later than its link's latency.
  case lateSegment
  /// Nobody listened where somebody connected.
  case connectRefused
  /// No answer to a connection attempt until its deadline.
  case connectTimedOut
  /// A host could not be reached, or not be found.
  case hostAbsent
  /// A receiver had no room for all that was sent.
  case receiverFull
  /// A reset dropped bytes that its sender had not sent.
  case unsentDropped
  /// A reset travelled behind bytes in flight.
  case resetBehindBytes
  /// Bytes came to a connection that its owner had closed.
  case bytesAfterClose
  /// A process died.
  case processKilled

  package static let family = MarkFamily.world
}
