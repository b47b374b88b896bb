import World

/// The toxics at work on one direction of one connection, in the order of their faults.
///
/// It decides only: what goes on, in which order, and when. What it holds is bounded by whoever
/// stops to push at `LinkLimits.heldBytes`.
struct ToxicChain {
  private var stages: [(fault: LinkFault, stage: any ToxicStage)] = []
  private var outgoing = PieceQueue()
  private var random: RandomStream
  /// The faults that have struck and are no longer at work.
  private var past: [String] = []

  /// A chain without toxics; each one to come gets its own child of the chance.
  init(_ random: RandomStream) {
    self.random = random
  }

  /// The bytes that wait in it.
  var heldBytes: Int { stages.reduce(outgoing.byteCount) { $0 + $1.stage.heldBytes } }

  /// When there will be something to take without anything coming in; nil if never.
  var nextRelease: Instant? {
    let releases = stages.compactMap(\.stage.nextRelease)
    return (releases + [outgoing.nextRelease].compactMap(\.self)).min()
  }

  /// Whether a fault has struck here.
  func hasStruck(_ id: String) -> Bool {
    past.contains(id) || stages.contains { $0.fault.id == id && $0.stage.hasStruck }
  }

  /// Takes in what has come.
  mutating func push(_ piece: LinkPiece, at now: Instant) {
    push(piece, at: now, toStage: 0)
  }

  /// What may go on now.
  mutating func pop(at now: Instant) -> LinkPiece? {
    for index in stages.indices {
      while let piece = stages[index].stage.pop(at: now) {
        push(piece, at: now, toStage: index + 1)
      }
    }
    return outgoing.pop(at: now)
  }

  /// Has these faults at work from now on: those that were there keep their state, what others have
  /// held back goes on to those behind them.
  mutating func change(to faults: [LinkFault], at now: Instant) {
    for index in stages.indices.reversed() where !faults.contains(stages[index].fault) {
      var (fault, stage) = stages.remove(at: index)
      if stage.hasStruck, !past.contains(fault.id) { past.append(fault.id) }
      // Silence that is only to last for another time goes on.
      if stage is SilentStage, faults.contains(where: { $0.id == fault.id }) { continue }
      for piece in stage.flush() { push(piece, at: now, toStage: index) }
    }
    let kept = stages
    stages = faults.map { fault in
      if let old = kept.first(where: { $0.fault == fault }) { return old }
      return (fault, makeStage(fault, now))
    }
  }

  private mutating func push(_ piece: LinkPiece, at now: Instant, toStage index: Int) {
    if index < stages.count {
      stages[index].stage.push(piece, at: now)
    } else {
      outgoing.append(piece, at: now)
    }
  }

  private func makeStage(_ fault: LinkFault, _ now: Instant) -> any ToxicStage {
    let random = random.child(fault.id)
    switch fault.toxic {
    case .latency(let latency): return TimedStage(.latency(latency), random)
    case .bandwidth(let rate): return TimedStage(.bandwidth(bytesPerSecond: rate), random)
    case .slicer(let average, let variation, let delay):
      return TimedStage(
        .slices(averageBytes: average, variationBytes: variation, delay: delay), random)
    case .slowClose(let delay): return TimedStage(.slowClose(delay), random)
    case .timeout(let time): return SilentStage(.cut, at: time.map { now + $0 })
    case .resetPeer(let time): return SilentStage(.reset, at: now + time)
    case .at(let position, let strike): return PositionStage(strike, at: position)
    }
  }
}
