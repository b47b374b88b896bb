import World

/// Looks at the checks with `abortOnFail` while a run goes on, and tells of the first that fails.
///
/// A check is asked of the requests that have ended so far, or in the last so many seconds where it
/// has a window. Nothing is drawn and nothing is written, so that a run that holds stays the same.
final class AbortWatch: @unchecked Sendable {  // Confined to its run's loop.
  /// A check that ended its run.
  struct Abort: Equatable, Sendable {
    /// Its position among the scenario's expectations.
    let check: Int
    /// When it was seen to have failed.
    let at: Duration
    /// What was seen.
    let observed: String
  }

  private let scenario: Scenario
  private let journal: RunJournal
  private let world: World
  private let end: () -> Void
  private var judges: [RunningCheck] = []
  private var seen = 0
  private var timer = TimerID.none
  /// The check that ended the run.
  private(set) var abort: Abort?

  /// A watch over what a journal takes in; `end` is called once, to end the run.
  init(_ scenario: Scenario, _ journal: RunJournal, in world: World, end: @escaping () -> Void) {
    self.scenario = scenario
    self.journal = journal
    self.world = world
    self.end = end
    for (index, check) in scenario.expectations.enumerated() where check.abortsAfter != nil {
      judges.append(RunningCheck(index, check))
    }
  }

  /// Looks each scenario second from now on; at nothing where no check may end the run.
  func start() {
    guard !judges.isEmpty else { return }
    timer = world.at(world.now + BenchLimits.abortPeriod) { [self] in look() }
  }

  /// The run is over.
  func stop() {
    world.cancel(timer)
  }

  private func look() {
    let now = world.now - .start
    let news = figures()
    for index in judges.indices {
      judges[index].take(news, at: now)
      guard let observed = judges[index].failure(at: now) else { continue }
      abort = Abort(check: judges[index].number, at: now, observed: observed)
      return end()
    }
    start()
  }

  /// The figures of the requests that have ended since the last look.
  private func figures() -> RunMetrics {
    let news = Array(journal.records[seen...])
    seen = journal.records.count
    let evidence = Evidence(
      scenario: scenario, records: news, calls: [], log: [], exchanges: [],
      epoch: world.wallTime, end: .idle, leftovers: [])
    return RunMetrics(evidence, [])
  }
}
