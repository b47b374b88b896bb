/// What the caller should do next with the raw bytes of a body.
package enum HTTPBodyStep: Sendable, Equatable {
  /// These offsets of the view are payload; use them, then drop this many bytes.
  case payload(Range<Int>, consume: Int)
  /// Drop this many bytes, then wait for more.
  case needMore(consume: Int)
  /// Drop this many bytes; what follows belongs to the next message.
  case end(consume: Int)
}
