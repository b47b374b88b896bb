import World

/// What may be used per minute: it fills evenly all the time, up to one minute's worth.
///
/// Whole numbers all through, so that the time until enough is there is exact.
struct MinuteBucket: Equatable {
  /// What a full bucket holds, and what comes in within a minute.
  let perMinute: Int

  /// One piece has as many parts as a minute has nanoseconds, so `perMinute` parts come in in one.
  private static let partsPerPiece: Int128 = 60_000_000_000
  private var parts: Int128
  private var filled: Instant

  /// A full bucket.
  init(perMinute: Int, at now: Instant) {
    self.perMinute = perMinute
    parts = Int128(perMinute) * Self.partsPerPiece
    filled = now
  }

  /// The whole pieces that are there; none when more was taken than there was.
  var remaining: Int { Int(max(0, parts) / Self.partsPerPiece) }

  /// Adds what has come in until now.
  mutating func fill(until now: Instant) {
    let elapsed = Int128(now.nanoseconds - filled.nanoseconds)
    parts = min(parts + elapsed * Int128(perMinute), capacity)
    filled = now
  }

  /// Takes pieces, also those that are not there: what was generated has been generated.
  mutating func take(_ count: Int) {
    parts -= Int128(count) * Self.partsPerPiece
  }

  /// How long until so many pieces are there; nil for more than the bucket holds.
  func wait(for count: Int) -> Duration? {
    count <= perMinute ? wait(forParts: Int128(count) * Self.partsPerPiece) : nil
  }

  /// How long until it is full.
  var waitUntilFull: Duration { wait(forParts: capacity) }

  private var capacity: Int128 { Int128(perMinute) * Self.partsPerPiece }

  private func wait(forParts needed: Int128) -> Duration {
    let missing = max(0, needed - parts)
    let rate = Int128(perMinute)
    return .nanoseconds(Int64(clamping: (missing + rate - 1) / rate))
  }
}
