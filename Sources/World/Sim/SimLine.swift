/// One direction of one connection's link: how long the next segment travels.
struct SimLine {
  /// Bytes per second, or nil for a line that is never the bottleneck.
  let bandwidth: Double?
  /// What a segment holds at most: a tenth of a second of a slow line, so that its bytes come one
  /// after the other; not less than TCP's 1460.
  let segmentBytes: Int

  /// The latency of all segments, where nothing is to be drawn.
  private let constant: Int64?
  private let distribution: Distribution
  private let tail: LatencyTail
  /// The latest a late segment can be behind its latency, in seconds.
  private let tailSeconds: Double
  private var random: RandomStream
  /// Whether any segment was late so far.
  private(set) var hasBeenLate = false
  /// A stream of its own: with a tail, the other segments keep their latencies.
  private var faults: RandomStream

  init(_ profile: LinkProfile, _ tail: LatencyTail, _ random: RandomStream) {
    bandwidth = profile.bandwidth
    segmentBytes = profile.bandwidth.map { max(1460, Int(min($0 / 10, 1e9))) } ?? .max
    distribution = profile.latency
    self.tail = tail
    if case .constant = profile.latency, tail.probability == 0 {
      var unused = random
      constant = profile.latency.nanoseconds(from: &unused)
    } else {
      constant = nil
    }
    tailSeconds = tail.probability > 0 ? tail.medians * profile.latency.median : 0
    self.random = random
    faults = tail.probability > 0 ? random.child("late segments") : random
  }

  /// Draws the latency of a segment, in nanoseconds.
  mutating func latency() -> Int64 {
    if let constant { return constant }
    let latency = distribution.nanoseconds(from: &random)
    guard faults.chance(tail.probability) else { return latency }
    hasBeenLate = true
    return latency + Int64(faults.unit() * tailSeconds * 1e9)
  }
}
