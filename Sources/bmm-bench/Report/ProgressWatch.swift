import World

/// Shows a run's progress while it lasts: a line in place on a terminal, else a line now and then.
///
/// It looks after turns of the loop, at counters that the journal keeps anyway. A run with it and
/// one without are the same, step by step.
final class ProgressWatch: @unchecked Sendable {  // Confined to the run's loop.
  /// How often a terminal's line is written anew; more often nobody could read it.
  static let redraw = Duration.milliseconds(200)
  /// How often a log gets a line.
  static let lines = Duration.seconds(10)
  /// Turns of a simulated loop between two looks at the clock: together below 0.1 ms.
  private static let turnsPerLook = 64

  private let console: Console
  private let isTerminal: Bool
  private let watch = Stopwatch()
  private var due: Duration
  /// Turns that were seen.
  private(set) var turns = 0
  private var seen = 0

  /// A watch that says nothing yet; nil if nothing is to be said.
  init?(_ console: Console) {
    guard !console.isQuiet else { return nil }
    self.console = console
    isTerminal = console.isTerminal
    due = isTerminal ? .zero : Self.lines
  }

  /// Looks on from now to the end of the run.
  func follow(_ loop: Loop, _ scenario: Scenario, _ arm: Arm, _ journal: RunJournal) {
    var progress = Progress(scenario: scenario.name)
    progress.plan = scenario.plannedEnd
    progress.limit = scenario.limit
    let look = { [self, unowned loop] in
      turns += 1
      guard arm == .live || turns % Self.turnsPerLook == 0, watch.elapsed >= due else { return }
      due = watch.elapsed + (isTerminal ? Self.redraw : Self.lines)
      progress.time = loop.now - .start
      progress.real = watch.elapsed
      // What found no socket is over, and has no record.
      progress.begun = journal.begun - journal.dropped.total(for: .noSocket)
      for record in journal.records[seen...] {
        progress.add(record.outcome, headroom: scenario.headroom(of: record))
      }
      seen = journal.records.count
      show(progress)
      progress.mark()
    }
    loop.afterTurns(pause: arm == .live ? Self.redraw : .zero, look)
  }

  private func show(_ progress: Progress) {
    if isTerminal {
      // The last column stays free: some terminals begin a new line there.
      console.progress(progress.line(width: console.progressWidth - 1))
    } else {
      console.note(progress.line(width: .max))
    }
  }
}
