import World

/// What happened when in a run: at most 240 windows, however long it was.
struct RequestSeries {
  private(set) var series: ResultDocument.Series

  /// The series of a run.
  init(_ evidence: Evidence) {
    let last = evidence.records.map { $0.ended ?? $0.firstToken ?? $0.started }.max() ?? .start
    let window = Self.window(reaching: last - .start)
    let count = evidence.records.isEmpty ? 0 : Self.index(of: last, window) + 1
    series = ResultDocument.Series(
      window: window, windows: [ResultDocument.Window](repeating: .init(), count: count))
    for record in evidence.records { add(record, evidence) }
    settle()
  }

  /// The shortest length of windows with which so much time takes no more than there may be.
  static func window(reaching time: Duration) -> Duration {
    var window = BenchLimits.shortestWindow
    while time >= window * BenchLimits.windowsMax { window = window * 2 }
    return window
  }

  private static func index(of instant: Instant, _ window: Duration) -> Int {
    Int((instant - .start).nanoseconds / window.nanoseconds)
  }

  private mutating func add(_ record: RequestRecord, _ evidence: Evidence) {
    let window = series.window
    series.windows[Self.index(of: record.started, window)].started += 1
    if let first = record.firstToken {
      let value = max(0, (first - record.planned).nanoseconds)
      series.windows[Self.index(of: first, window)].ttft.record(value)
    }
    guard let ended = record.ended else { return }
    let place = Self.index(of: ended, window)
    series.windows[place].ended += 1
    series.windows[place].e2e.record(max(0, (ended - record.planned).nanoseconds))
    series.windows[place].count(record.outcome.name)
    series.windows[place].tokens += evidence.tokensSold(for: record.id)
  }

  private mutating func settle() {
    var inFlight = 0
    for index in series.windows.indices {
      inFlight += series.windows[index].started - series.windows[index].ended
      series.windows[index].inFlight = inFlight
      // By name, so that sums of windows do not depend on what was added to what.
      series.windows[index].outcomes.sort { $0.name < $1.name }
    }
  }
}

extension ResultDocument.Window {
  fileprivate mutating func count(_ outcome: String) {
    if let index = outcomes.firstIndex(where: { $0.name == outcome }) {
      outcomes[index].count += 1
    } else {
      outcomes.append(Count(name: outcome, count: 1))
    }
  }
}
