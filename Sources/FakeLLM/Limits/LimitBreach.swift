/// Why a valid call is not taken.
enum LimitBreach: Error, Equatable {
  /// Too much in this minute; `wait` is how long until it would do, nil if it never will.
  case rate(RateLimit, perMinute: Int, wait: Duration?)
  /// The key has used all that it may.
  case spendCap(tokens: Int)
  /// The provider has too much to do, whoever asks.
  case overload
}
