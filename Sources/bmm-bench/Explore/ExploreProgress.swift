import World

/// How far a search is, as a line: on a terminal in place, else one now and then.
struct ExploreProgress {
  private let console: Console
  private let isTerminal: Bool
  private let watch = Stopwatch()
  private var due: Duration

  /// Nothing said yet.
  init(_ console: Console) {
    self.console = console
    isTerminal = console.isTerminal
    due = isTerminal ? .zero : ProgressWatch.lines
  }

  /// Says how far it is, if it is time to.
  mutating func show(_ line: () -> String) {
    guard !console.isQuiet, watch.elapsed >= due else { return }
    due = watch.elapsed + (isTerminal ? ProgressWatch.redraw : ProgressWatch.lines)
    if isTerminal {
      console.progress(TextTableLayout.cut(line(), to: console.progressWidth - 1))
    } else {
      console.note(line())
    }
  }
}

extension ExploreMachine {
  /// The line about a search that has gone on for so long, and is to end at some time.
  func progressLine(after elapsed: Duration, until end: Duration?) -> String {
    let title = findings.count == 1 ? findings[0].file.name : "\(findings.count) scenarios"
    let planned = plannedSeeds.map { " of \(Format.count($0))" } ?? ""
    var parts = ["\(title): \(Format.count(seeds))\(planned) seeds"]
    let rate = Double(seeds) / max(elapsed.seconds, 0.001)
    parts.append(Format.rate(perSecond: rate))
    parts.append("\(Format.count(findings.reduce(0) { $0 + $1.failed })) failed")
    let exercised = findings.reduce(into: InvariantSet()) { $0.formUnion($1.exercised) }
    parts.append("\(exercised.count) of \(InvariantName.allCases.count) invariants")
    parts.append("\(marks.count) of \(MarkTable.names.count) marks")
    if let left = timeLeft(rate, elapsed, until: end) {
      parts.append("\(Format.duration(left)) to go")
    }
    return parts.joined(separator: " · ")
  }

  private func timeLeft(_ rate: Double, _ elapsed: Duration, until end: Duration?) -> Duration? {
    let byTime = end.map { max(.zero, $0 - elapsed) }
    guard let plannedSeeds, rate > 0 else { return byTime }
    let bySeeds = Duration.seconds(Double(plannedSeeds - seeds) / rate)
    return min(bySeeds, byTime ?? bySeeds)
  }
}
