import World

/// Lets everything pass in order, but later: latency, a narrow line, slices, a slow end.
struct TimedStage: ToxicStage {
  private let pace: Pace
  private var pieces = PieceQueue()
  private var random: RandomStream
  /// When what was taken in has left the line.
  private var lineFree = Instant.start

  enum Pace {
    case latency(Distribution)
    case bandwidth(bytesPerSecond: Double)
    case slices(averageBytes: Int, variationBytes: Int, delay: Duration)
    case slowClose(Duration)
  }

  init(_ pace: Pace, _ random: RandomStream) {
    self.pace = pace
    self.random = random
  }

  var heldBytes: Int { pieces.byteCount }

  var nextRelease: Instant? { pieces.nextRelease }

  mutating func push(_ piece: LinkPiece, at now: Instant) {
    switch (pace, piece) {
    case (.latency(let latency), _):
      pieces.append(piece, at: now + latency.duration(from: &random))
    case (.bandwidth(let rate), .bytes(let bytes)): trickle(bytes, rate, now)
    case (.slices(let average, let variation, let delay), .bytes(let bytes)):
      slice(bytes, average, variation, delay, now)
    case (.slowClose(let delay), .end), (.slowClose(let delay), .cut):
      pieces.append(piece, at: now + delay)
    default: pieces.append(piece, at: now)
    }
  }

  mutating func pop(at now: Instant) -> LinkPiece? { pieces.pop(at: now) }

  mutating func flush() -> [LinkPiece] { pieces.removeAll() }

  private mutating func trickle(_ bytes: [UInt8], _ rate: Double, _ now: Instant) {
    let most = max(1, Int(min(rate / LinkLimits.slicesPerSecond, Double(LinkLimits.heldBytes))))
    var start = 0
    while start < bytes.count {
      let end = min(bytes.count, start + most)
      let time = Duration.nanoseconds(Int64(Double(end - start) / rate * 1e9))
      lineFree = max(lineFree, now) + time
      pieces.append(.bytes(Array(bytes[start..<end])), at: lineFree)
      start = end
    }
  }

  private mutating func slice(
    _ bytes: [UInt8], _ average: Int, _ variation: Int, _ delay: Duration, _ now: Instant
  ) {
    var start = 0
    while start < bytes.count {
      // Both ends of the variation are as likely as what lies between them.
      let size = average - variation + random.index(below: 2 * variation + 1)
      let end = min(bytes.count, start + max(1, size))
      lineFree = max(lineFree, now)
      pieces.append(.bytes(Array(bytes[start..<end])), at: lineFree)
      lineFree = lineFree + delay
      start = end
    }
  }
}
