/// How much content is in one event of a stream; the last one of a block may hold less.
package enum DeltaSize: Sendable, Equatable {
  /// So many tokens; a scalar that begins in one event and ends in the next goes into the next.
  case tokens(Int)
  /// So many Unicode scalars, due with the token that completes the last of them.
  case scalars(Int)
}
