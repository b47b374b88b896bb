import Wire
import World

/// Reads a result back, or says why it cannot.
enum ResultReader {
  /// Reads a file.
  static func read(_ path: String) throws(ResultError) -> ResultDocument {
    let bytes: [UInt8]
    do {
      bytes = try SourceFile.bytes(of: path, limit: BenchLimits.resultBytesMax)
    } catch {
      throw ResultError(file: path, problem: .unreadable(error.message))
    }
    guard bytes.count <= BenchLimits.resultBytesMax else {
      let most = "has more than \(BenchLimits.resultBytesMax) bytes, as no result does"
      throw ResultError(file: path, problem: .unreadable(most))
    }
    return try decode(bytes, file: path)
  }

  /// Reads the bytes of a file.
  static func decode(_ bytes: [UInt8], file: String) throws(ResultError) -> ResultDocument {
    do {
      let top = ResultCursor(value: try parse(bytes), path: "")
      try checkVersion(top.value)
      return try document(top)
    } catch {
      guard let problem = error as? ResultError.Problem else {
        preconditionFailure("reading a result threw \(error)")
      }
      throw ResultError(file: file, problem: problem)
    }
  }

  private static func parse(_ bytes: [UInt8]) throws -> JSONValue {
    do throws(JSONParsingError) {
      return try JSONValue.parse(bytes)
    } catch {
      throw isCut(bytes, error)
        ? ResultError.Problem.truncated(bytes: bytes.count) : ResultError.Problem.notJSON(error)
    }
  }

  /// Whether nothing but the rest is missing: the parser gave up in the last word of an object.
  private static func isCut(_ bytes: [UInt8], _ error: JSONParsingError) -> Bool {
    guard bytes.isEmpty || bytes[0] == UInt8(ascii: "{") else { return false }
    switch error.kind {
    case .unexpectedEnd, .unterminatedString: return true
    default: return error.offset + longestWord >= bytes.count
    }
  }

  /// An escape of two halves, `\ud83d\ude00`, is the longest that can be cut.
  private static let longestWord = 12

  private static func checkVersion(_ value: JSONValue) throws {
    guard let version = value["version"]?.intValue else { throw ResultError.Problem.noResult }
    guard version == ResultDocument.version else {
      throw ResultError.Problem.otherVersion("\(version)")
    }
  }

  private static func document(
    _ top: ResultCursor
  ) throws -> ResultDocument {
    ResultDocument(
      bench: try bench(top["bench"]), scenario: try top["scenario"].text(),
      file: try top["file"].text(), settings: try top["set"].array { try $0.text() },
      about: try top["about"].text(),
      source: try top["source"].text(), scenarioHash: try top["scenarioHash"].text(),
      seed: UInt64(bitPattern: try top["seed"].integer()),
      shard: try top["shard"].optional(shard), parts: try top["parts"].count(),
      seeds: try top["seeds"].array(SeedRun.init),
      world: try top["world"].text(), timeScale: try top["timeScale"].optional { try $0.number() },
      digest: try top["digest"].optional { try $0.text() },
      swarm: try top["swarm"].optional(swarm), verdict: try verdict(top["verdict"]),
      abort: try top["abort"].optional(abort), checks: try top["checks"].array(check),
      invariants: try top["invariants"].array(invariant),
      notExercised: try notExercised(top),
      outcomes: try outcomes(top["outcomes"], messages: top["messages"]),
      browser: try top["browser"].array(browser),
      metrics: try top["metrics"].members(FiguresReader.metric),
      rows: try top["rows"].array(FiguresReader.row),
      series: try TimesReader.series(top["series"]),
      sample: try TimesReader.sample(top["sample"]),
      timelines: try top["timelines"].array(TimesReader.timeline),
      caps: try top["caps"].array(TimesReader.cap),
      objectives: try top["objectives"].optional(FiguresReader.objectives),
      goodput: try FiguresReader.goodput(top["goodput"]),
      tokens: try FiguresReader.tokens(top["tokens"]), cost: try FiguresReader.cost(top["cost"]),
      harness: try TimesReader.harness(top["harness"]),
      server: try top["server"]["series"].array(TimesReader.server),
      unreadableAnswers: try top["unreadableAnswers"].count(),
      droppedArrivals: try top["droppedArrivals"].count(),
      dropped: try top["dropped"].array(TimesReader.dropped),
      virtual: try top["virtualSeconds"].duration(), wall: try top["wallSeconds"].duration())
  }

  /// Older results do not say it.
  private static func notExercised(_ top: ResultCursor) throws -> [String] {
    guard top.value["notExercised"] != nil else { return [] }
    return try top["notExercised"].array { try $0.text() }
  }

  private static func bench(_ at: ResultCursor) throws -> ResultDocument.Bench {
    ResultDocument.Bench(
      version: try at["version"].text(),
      commit: try at["commit"].optional { try $0.text() },
      build: try at["build"].text())
  }

  private static func shard(_ at: ResultCursor) throws -> Shard {
    let (index, count) = (try at["index"].count(), try at["count"].count())
    guard index >= 1, index <= count else {
      throw at.contradiction("says \(index) of \(count)")
    }
    return Shard(index: index, count: count)
  }

  private static func swarm(_ at: ResultCursor) throws -> ResultDocument.Swarm {
    ResultDocument.Swarm(
      schedule: try at["schedule"].text(), stallShare: try at["stallShare"].number(),
      stallSecondsMax: try at["stallSecondsMax"].number(),
      slowStatementShare: try at["slowStatementShare"].number(),
      slowStatementFactor: try at["slowStatementFactor"].number(),
      lateSegmentShare: try at["lateSegmentShare"].number(),
      lateSegmentMediansMax: try at["lateSegmentMediansMax"].number())
  }

  private static func verdict(_ at: ResultCursor) throws -> Verdict {
    guard let verdict = Verdict(rawValue: try at.text()) else {
      throw at.wrong("held, failed or partial")
    }
    return verdict
  }

  private static func abort(_ at: ResultCursor) throws -> ResultDocument.Abort {
    ResultDocument.Abort(check: try at["check"].text(), at: try at["atSeconds"].duration())
  }

  private static func check(_ at: ResultCursor) throws -> ExpectationResult {
    ExpectationResult(
      name: try at["name"].text(), text: try at["expected"].text(),
      observed: try at["observed"].text(), pass: try at["pass"].bool())
  }

  private static func invariant(
    _ at: ResultCursor
  ) throws -> ResultDocument.Invariant {
    ResultDocument.Invariant(
      name: try at["name"].text(), checked: try at["checked"].count(),
      violations: try at["violations"].count(),
      examples: try at["examples"].array { try $0.text() })
  }

  private static func outcomes(
    _ counts: ResultCursor, messages: ResultCursor
  ) throws -> [ResultDocument.Outcome] {
    try counts.members { name, count in
      let message = try messages.value[name] == nil ? "" : messages[name].text()
      return ResultDocument.Outcome(name: name, count: try count.count(), message: message)
    }
  }

  private static func browser(
    _ at: ResultCursor
  ) throws -> ResultDocument.Browser {
    ResultDocument.Browser(
      report: try at["report"].text(), count: try at["count"].count(), says: try at["says"].text())
  }
}
