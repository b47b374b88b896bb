import World

/// What goes wrong on one direction of a connection; the names are toxiproxy's where it has one.
package enum LinkToxic: Sendable, Equatable {
  /// Each piece arrives later by so many seconds; none overtakes another.
  case latency(Distribution)
  /// So many bytes a second; who sends more has to wait.
  case bandwidth(bytesPerSecond: Double)
  /// Pieces of about that size, with a pause between them.
  case slicer(averageBytes: Int, variationBytes: Int, delay: Duration)
  /// The end of the connection comes later.
  case slowClose(Duration)
  /// Nothing arrives, and after that time the connection ends; nil is never.
  case timeout(Duration?)
  /// Nothing arrives, and after that time the connection is reset.
  case resetPeer(Duration)
  /// Something happens at a place in what is sent.
  case at(LinkPosition, LinkStrike)
}

/// What happens at a position.
package enum LinkStrike: String, CaseIterable, Sendable {
  /// The connection ends there for both sides (FIN).
  case cut
  /// The connection is reset there for both sides (RST).
  case reset
  /// Nothing passes from there on; the sender is held up once the link is full.
  case stall
  /// What comes from there on is lost, the end of the connection too, and nobody is told.
  case drop
  /// The next byte arrives with all its bits turned round.
  case corrupt
}
