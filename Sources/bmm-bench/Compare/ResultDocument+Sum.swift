import World

extension ResultDocument {
  /// Adds the figures of another part; of one run, or of a run under another seed.
  ///
  /// Rows and samples are not among them: those of all parts are put in order once.
  mutating func add(_ other: ResultDocument, isOneRun: Bool) {
    parts += other.parts
    addCounts(other)
    metrics.add(other.metrics)
    series.add(other.series)
    goodput.add(other.goodput, isOneRun: isOneRun)
    harness.add(other.harness)
    if swarm != other.swarm { swarm = nil }
    abort = abort ?? other.abort
    virtual = isOneRun ? max(virtual, other.virtual) : virtual + other.virtual
    wall = isOneRun ? max(wall, other.wall) : wall + other.wall
  }

  private mutating func addCounts(_ other: ResultDocument) {
    // What one part has shown was shown.
    notExercised.removeAll { !other.notExercised.contains($0) }
    for (index, invariant) in other.invariants.enumerated() where index < invariants.count {
      invariants[index].checked += invariant.checked
      invariants[index].violations += invariant.violations
      let room = 5 - invariants[index].examples.count
      invariants[index].examples += invariant.examples.prefix(max(0, room))
    }
    for outcome in other.outcomes {
      if let index = outcomes.firstIndex(where: { $0.name == outcome.name }) {
        outcomes[index].count += outcome.count
      } else {
        outcomes.append(outcome)
      }
    }
    outcomes.sort { ($1.count, $0.name) < ($0.count, $1.name) }
    for row in other.browser {
      if let index = browser.firstIndex(where: { $0.report == row.report && $0.says == row.says }) {
        browser[index].count += row.count
      } else {
        browser.append(row)
      }
    }
    browser.sort { ($1.count, $0.report, $0.says) < ($0.count, $1.report, $1.says) }
    tokens.input += other.tokens.input
    tokens.sold += other.tokens.sold
    tokens.accounted += other.tokens.accounted
    tokens.wasted += other.tokens.wasted
    cost.sold += other.cost.sold
    cost.wasted += other.cost.wasted
    cost.previews += other.cost.previews
    unreadableAnswers += other.unreadableAnswers
    droppedArrivals += other.droppedArrivals
    for row in other.dropped {
      let same = dropped.firstIndex { $0.group == row.group && $0.reason == row.reason }
      if let same { dropped[same].count += row.count } else { dropped.append(row) }
    }
  }
}

extension ResultDocument.Series {
  /// Adds what happened in another part at the same times.
  mutating func add(_ other: ResultDocument.Series) {
    var other = other
    widen(to: max(window, other.window))
    other.widen(to: window)
    let count = max(windows.count, other.windows.count)
    reach(count)
    other.reach(count)
    for index in 0..<count { windows[index].add(other.windows[index]) }
  }

  /// Joins windows two by two until they are that long.
  private mutating func widen(to length: Duration) {
    while window < length {
      window = window * 2
      windows = stride(from: 0, to: windows.count, by: 2).map { index in
        var joined = windows[index]
        guard index + 1 < windows.count else { return joined }
        joined.add(windows[index + 1])
        joined.inFlight = windows[index + 1].inFlight
        return joined
      }
    }
  }

  /// Goes on for so many windows; who was still there stays.
  private mutating func reach(_ count: Int) {
    var rest = ResultDocument.Window()
    rest.inFlight = windows.last?.inFlight ?? 0
    windows += Array(repeating: rest, count: max(0, count - windows.count))
  }
}

extension ResultDocument.Window {
  fileprivate mutating func add(_ other: ResultDocument.Window) {
    started += other.started
    ended += other.ended
    inFlight += other.inFlight
    tokens += other.tokens
    ttft.merge(other.ttft)
    e2e.merge(other.e2e)
    for outcome in other.outcomes {
      if let index = outcomes.firstIndex(where: { $0.name == outcome.name }) {
        outcomes[index].count += outcome.count
      } else {
        outcomes.append(outcome)
      }
    }
    outcomes.sort { $0.name < $1.name }
  }
}

extension ResultDocument.Goodput {
  /// Of one run the time is shared; runs under other seeds bring time of their own.
  fileprivate mutating func add(_ other: ResultDocument.Goodput, isOneRun: Bool) {
    requests += other.requests
    // A part without requests was at no time.
    guard other.to > other.from else { return }
    if isOneRun, to == from {
      (from, to) = (other.from, other.to)
    } else if isOneRun {
      from = min(from, other.from)
      to = max(to, other.to)
    } else {
      to += other.to - other.from
    }
  }
}

extension ResultDocument.Harness {
  /// The worst of both: quantiles of two machines cannot be added up.
  fileprivate mutating func add(_ other: ResultDocument.Harness) {
    func worst<Value: Comparable>(_ one: Value?, _ other: Value?) -> Value? {
      [one, other].compactMap(\.self).max()
    }
    latenessP50 = worst(latenessP50, other.latenessP50)
    latenessP99 = worst(latenessP99, other.latenessP99)
    latenessMax = worst(latenessMax, other.latenessMax)
    cpuShare = worst(cpuShare, other.cpuShare)
    peakMemoryBytes = worst(peakMemoryBytes, other.peakMemoryBytes)
    isBottleneck = isBottleneck || other.isBottleneck
    warnings += other.warnings.filter { !warnings.contains($0) }
  }
}
