import World

/// The planned starts of stages that follow each other.
///
/// Each stage has a chance of its own: another rate in the first moves nothing in the second.
struct StagedArrivals {
  /// A planned start, and what is known of it.
  struct Start {
    /// When, from the start of the group.
    let offset: Duration
    /// Of which stage.
    let stage: ArrivalStage
    /// What a trace says of it.
    let line: Trace.Line?
  }

  private let stages: [ArrivalStage]
  private let random: RandomStream
  private var index = -1
  private var begin = Duration.zero
  private var planned = 0
  private var process: (any ArrivalProcess)?

  /// The stages of a group, and the chance that all of them draw from.
  init(_ stages: [ArrivalStage], random: RandomStream) {
    self.stages = stages
    self.random = random
  }

  /// The next planned start; never before the previous one; nil at the end.
  mutating func next() -> Start? {
    while true {
      if let offset = process?.next() {
        defer { planned += 1 }
        let stage = stages[index]
        return Start(
          offset: begin + offset, stage: stage, line: stage.shape.trace?.lines[planned])
      }
      guard index + 1 < stages.count else { return nil }
      enter(index + 1)
    }
  }

  private mutating func enter(_ next: Int) {
    if index >= 0, case .time(let length) = stages[index].limit { begin += length }
    index = next
    planned = 0
    let stage = stages[next]
    let chance = stage.name.isEmpty ? random : random.child(stage.name)
    process = stage.shape.process(limit: stage.limit, random: chance)
  }
}
