import Wire
import World

/// Reads the parts of a result that lie on its time line.
enum TimesReader {
  static func series(_ at: ResultCursor) throws -> ResultDocument.Series {
    ResultDocument.Series(
      window: try at["windowSeconds"].duration(), windows: try at["windows"].array(window))
  }

  private static func window(_ at: ResultCursor) throws -> ResultDocument.Window {
    ResultDocument.Window(
      started: try at["started"].count(), ended: try at["ended"].count(),
      inFlight: try at["inFlight"].count(),
      outcomes: try at["outcomes"].members { name, count in
        ResultDocument.Window.Count(name: name, count: try count.count())
      },
      ttft: try values(at["ttft"]), e2e: try values(at["e2e"]), tokens: try at["tokens"].count())
  }

  private static func values(_ at: ResultCursor) throws -> WindowHistogram {
    let steps = try at["steps"].array { place in
      let numbers = try place.array { try $0.integer() }
      guard numbers.count == 2 else { throw place.wrong("two whole numbers") }
      return (middle: numbers[0], count: Int(numbers[1]))
    }
    guard let values = WindowHistogram(steps: steps) else {
      throw at.contradiction("has steps that no series of this program has")
    }
    return values
  }

  static func sample(
    _ at: ResultCursor
  ) throws -> [ResultDocument.SampledRequest] {
    let count = try at["id"].array { $0 }.count
    func column<Value>(
      _ key: String, _ read: (ResultCursor) throws -> Value
    ) throws -> [Value] {
      let values = try at[key].array(read)
      guard values.count == count else {
        throw try at[key].contradiction("has \(values.count) values, and id has \(count)")
      }
      return values
    }
    func texts(_ key: String) throws -> [String] {
      try column(key) { try $0.text() }
    }
    func times(_ key: String) throws -> [Duration?] {
      try column(key) { place in try place.optional { try $0.duration() } }
    }
    let (ids, groups, plans) = (try texts("id"), try texts("group"), try texts("plan"))
    let (models, outcomes) = (try texts("model"), try texts("outcome"))
    let seeds = try column("seed") { UInt64(bitPattern: try $0.integer()) }
    let stages = try column("stage") { place in
      try place.optional { try $0.text() }
    }
    let planned = try column("planned") { try $0.duration() }
    let started = try column("started") { try $0.duration() }
    let (ttft, e2e, headroom) = (try times("ttft"), try times("e2e"), try times("headroom"))
    return (0..<count).map { index in
      ResultDocument.SampledRequest(
        id: ids[index], seed: seeds[index], group: groups[index], plan: plans[index],
        model: models[index],
        stage: stages[index], outcome: outcomes[index], planned: planned[index],
        started: started[index], ttft: ttft[index], e2e: e2e[index], headroom: headroom[index])
    }
  }

  static func timeline(
    _ at: ResultCursor
  ) throws -> ResultDocument.Timeline {
    ResultDocument.Timeline(
      id: try at["id"].text(), group: try at["group"].text(), plan: try at["plan"].text(),
      outcome: try at["outcome"].text(), why: try at["why"].text(),
      spans: try at["spans"].array(span), marks: try at["marks"].array(mark))
  }

  private static func span(
    _ at: ResultCursor
  ) throws -> ResultDocument.Timeline.Span {
    ResultDocument.Timeline.Span(
      role: try at["role"].text(), name: try at["name"].text(), start: try at["start"].duration(),
      end: try at["end"].optional { try $0.duration() }, note: try at["note"].text())
  }

  private static func mark(
    _ at: ResultCursor
  ) throws -> ResultDocument.Timeline.Mark {
    ResultDocument.Timeline.Mark(
      role: try at["role"].text(), name: try at["name"].text(), at: try at["at"].duration())
  }

  static func cap(_ at: ResultCursor) throws -> ResultDocument.Cap {
    ResultDocument.Cap(
      route: try at["route"].text(), time: try at["seconds"].duration(),
      jitter: try at["jitterSeconds"].duration())
  }

  static func harness(_ at: ResultCursor) throws -> ResultDocument.Harness {
    func duration(_ key: String) throws -> Duration? {
      try at[key].optional { try $0.duration() }
    }
    return ResultDocument.Harness(
      latenessP50: try duration("latenessP50"), latenessP99: try duration("latenessP99"),
      latenessMax: try duration("latenessMax"),
      cpuShare: try at["cpuShare"].optional { try $0.number() },
      peakMemoryBytes: try at["peakMemoryBytes"].optional { try $0.count() },
      isBottleneck: try at["bottleneck"].bool(),
      warnings: try at["warnings"].array { try $0.text() })
  }

  static func dropped(_ at: ResultCursor) throws -> DroppedArrivals.Row {
    guard let reason = DroppedArrivals.Reason(rawValue: try at["reason"].text()) else {
      throw try at["reason"].wrong(
        DroppedArrivals.Reason.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return DroppedArrivals.Row(
      group: try at["group"].text(), reason: reason, count: try at["count"].count())
  }

  static func server(
    _ at: ResultCursor
  ) throws -> ResultDocument.ServerSample {
    ResultDocument.ServerSample(
      at: try at["at"].duration(), openConnections: try at["openConnections"].count(),
      inFlight: try at["inFlight"].count(), databaseQueue: try at["databaseQueue"].count(),
      database: try at["databaseSeconds"].duration(),
      residentBytes: try at["residentBytes"].optional { try $0.count() })
  }
}
