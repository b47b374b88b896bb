import World

/// A replay as lines for a terminal, the same in every process.
struct ReplayText {
  let story: ReplayStory
  let choice: ReplayChoice
  let width: Int

  /// The lines.
  var lines: [String] {
    var lines = heading
    for followed in choice.followed { lines += [""] + part(followed) }
    if !others.isEmpty { lines += [""] + others }
    let rest = story.breachesOfAll
    if !rest.isEmpty { lines += ["", "broken, and about no request:"] + table(rest, from: .zero) }
    if choice.followed.isEmpty { lines += [""] + overview }
    return lines
  }

  private var result: RunResult { story.result }

  /// What came of the run: its fingerprint, the checks that failed, the first to break.
  var heading: [String] {
    let scenario = result.scenario
    var lines = [
      "\(scenario.name), seed \(scenario.seed): \(result.verdict.rawValue) after "
        + "\(Format.duration(result.virtual)); run \(result.digest ?? Format.missing)",
      "\(Format.count(story.evidence.records.count)) requests, \(result.marks.count) of "
        + "\(MarkTable.names.count) marks reached",
    ]
    for check in result.checks where !check.pass {
      lines += wrapped("✗ \(check.text): observed \(check.observed)", by: 2)
    }
    if let first = story.breaches.first {
      lines += wrapped(
        "first broken: \(first.invariant.rawValue) at \(Self.clock(first.at)) s: \(first.example)",
        by: 2)
    }
    return lines
  }

  /// More requests of that kind, of which there is no room to tell.
  var others: [String] {
    guard !choice.others.isEmpty else { return [] }
    return wrapped("more like this: \(NearestName.listed(choice.others)); --follow shows them")
  }

  private func part(_ followed: ReplayChoice.Followed) -> [String] {
    let record = followed.record
    let title =
      "\(record.id) of \(record.account) (\(record.plan.rawValue), \(record.route.rawValue)), "
      + "\(record.outcome.name), \(followed.why)"
    return [title] + table(story.events(of: record), from: record.planned - .start)
  }

  /// Time of the run, time since the line before, where, and what.
  private func table(_ events: [ReplayEvent], from start: Duration) -> [String] {
    var table = TextTable([
      .init(title: "at s", alignment: .right), .init(title: "since", alignment: .right),
      .init(title: "where"), .init(title: "what", overflow: .wrap),
    ])
    var before = start
    for event in events {
      let since = event.at - before
      table.add([
        Self.clock(event.at), since > .zero ? "+\(Format.duration(since))" : "",
        event.place, Self.sign(event.kind) + event.text,
      ])
      before = event.at
    }
    return table.lines(width: width - 2).map { "  \($0)" }
  }

  /// What a reader may want to follow, the unusual before the usual.
  private var overview: [String] {
    let records = story.evidence.records
    guard !records.isEmpty else { return ["Nobody asked for anything."] }
    var table = TextTable([
      .init(title: "request"), .init(title: "user"), .init(title: "planned s", alignment: .right),
      .init(title: "took", alignment: .right), .init(title: "outcome", overflow: .wrap),
    ])
    let order = records.indices.sorted { Self.rank(records[$0], $0) < Self.rank(records[$1], $1) }
    for index in order.prefix(BenchLimits.replayListed) {
      let record = records[index]
      table.add([
        record.id, record.account, Self.clock(record.planned - .start),
        record.ended.map { Format.duration($0 - record.planned) } ?? Format.missing,
        record.outcome.name,
      ])
    }
    let hidden = records.count - min(records.count, BenchLimits.replayListed)
    return [
      "No request broke an invariant; --follow REQUEST shows one, --follow USER all of a user:"
    ]
      + table.lines(width: width - 2).map { "  \($0)" }
      + (hidden > 0 ? ["  and \(Format.count(hidden)) more"] : [])
  }

  private static func rank(_ record: RequestRecord, _ index: Int) -> (Int, Instant, Int) {
    (record.outcome == record.route.success ? 1 : 0, record.planned, index)
  }

  private func wrapped(_ text: String, by indent: Int = 0) -> [String] {
    let space = String(repeating: " ", count: indent)
    return TextTableLayout.wrap(text, to: max(20, width - indent)).map { space + $0 }
  }

  /// Seconds of the run to the microsecond.
  static func clock(_ time: Duration) -> String {
    Format.fixed(max(0, time.seconds), decimals: 6)
  }

  /// What catches the eye.
  static func sign(_ kind: ReplayEvent.Kind) -> String {
    switch kind {
    case .wire, .step: ""
    case .fault, .outage: "! "
    case .broken: "✗ "
    }
  }
}
