import Testing

@testable import bmm_bench

struct ResultComparisonTests {
  /// A result whose first tokens took so many milliseconds, for one run or for several seeds.
  private static func document(_ milliseconds: Int64, seeds: [Double] = []) throws -> ResultDocument
  {
    var document = try ResultDocument.of(ScenarioText.with())
    var times = Histogram()
    times.record(milliseconds * 1_000_000)
    document.metrics = [ResultDocument.Figures(.ttft, times)]
    document.seeds = seeds.enumerated().map { number, seconds in
      SeedRun(
        seed: UInt64(number), verdict: .held, failed: [],
        figures: [SeedRun.Value(name: "p95(ttft)", value: seconds)])
    }
    return document
  }

  private static func compare(
    _ one: ResultDocument, _ other: ResultDocument,
    _ gate: ResultComparison.Gate = ResultComparison.Gate()
  ) throws -> ResultComparison {
    try ResultComparison(("one", one), ("other", other), gate)
  }

  private func row(_ comparison: ResultComparison, _ name: String = "p95(ttft)") throws
    -> ResultComparison.Row
  {
    try #require(comparison.rows.first { $0.name == name })
  }

  @Test(
    arguments: [
      (1_000, 1_000, ResultComparison.Meaning.same, false), (1_000, 1_049, .same, false),
      (1_000, 1_100, .worse, true), (1_000, 900, .better, false),
    ] as [(Int64, Int64, ResultComparison.Meaning, Bool)])
  func `one run each is judged by the threshold, and said to be no proof`(
    before: Int64, after: Int64, meaning: ResultComparison.Meaning, isWorse: Bool
  ) throws {
    let comparison = try Self.compare(Self.document(before), Self.document(after))
    #expect(try row(comparison).meaning == meaning)
    #expect(try row(comparison).confidence == nil)
    #expect(comparison.isWorse == isWorse)
    #expect(comparison.notes.first?.hasPrefix("one run each: no confidence") == true)
  }

  @Test func `one run beside several seeds is refused, since a pool's tail is no run's`() throws {
    let (one, many) = (try Self.document(1_000), try Self.document(1_000, seeds: [1, 1]))
    #expect(throws: CompareError.repetitions(files: ["one", "other"], counts: [1, 2])) {
      try Self.compare(one, many)
    }
    var gate = ResultComparison.Gate()
    gate.isForced = true
    #expect(try Self.compare(many, one, gate).notes.first == "2 and 1 seeds: no confidence")
  }

  @Test func `more is better where more is better`() throws {
    var (one, other) = (try Self.document(1_000), try Self.document(1_000))
    one.goodput = ResultDocument.Goodput(requests: 10, from: .zero, to: .seconds(1))
    other.goodput = ResultDocument.Goodput(requests: 5, from: .zero, to: .seconds(1))
    #expect(try row(Self.compare(one, other), "goodput").meaning == .worse)
    #expect(try row(Self.compare(other, one), "goodput").meaning == .better)
  }

  @Test func `of several seeds chance decides with the threshold`() throws {
    let seeds = (0..<10).map { 1 + Double($0) / 100 }
    let before = try Self.document(1_000, seeds: seeds)
    let worse = try Self.document(1_000, seeds: seeds.map { $0 * 1.2 })
    let noisy = try Self.document(
      1_000, seeds: seeds.enumerated().map { $1 * ($0 % 2 == 0 ? 1.7 : 0.5) })
    #expect(try row(Self.compare(before, worse)).meaning == .worse)
    #expect(try Self.compare(before, worse).isWorse)
    #expect(try row(Self.compare(before, noisy)).meaning == .unsure)
    #expect(try !Self.compare(before, noisy).isWorse)
    #expect(try Self.compare(before, worse).notes == ["means over 10 seeds, the same in both"])
    let few = try Self.compare(
      Self.document(1_000, seeds: [1, 2]), Self.document(1_000, seeds: [2, 4]))
    #expect(try row(few).meaning == .worse)
    #expect(few.isWorse)
    #expect(try row(few).confidence == nil)
    #expect(few.notes.last == "too few for any confidence: 6 are the least")
  }

  @Test func `a total is compared per run, however many seeds there are`() throws {
    var (one, other) = (try Self.document(1_000), try Self.document(1_000, seeds: [1, 1]))
    one.tokens.wasted = 100
    one.unreadableAnswers = 3
    one.droppedArrivals = 2
    other.tokens.wasted = 200
    other.unreadableAnswers = 6
    other.droppedArrivals = 4
    var gate = ResultComparison.Gate()
    gate.isForced = true
    let comparison = try Self.compare(one, other, gate)
    for name in ["tokens.wasted", "unreadableAnswers", "droppedArrivals"] {
      #expect(try row(comparison, name).meaning == .same)
    }
  }

  @Test func `values of which no seed has two are no pairs`() throws {
    var (one, other) = (
      try Self.document(1_000, seeds: Array(repeating: 1, count: 10)),
      try Self.document(1_000, seeds: (0..<10).map { 2 + Double($0) / 100 })
    )
    for index in 0..<5 {
      one.seeds[index].figures = []
      other.seeds[index + 5].figures = []
    }
    let values = (0..<5).map { 2 + Double($0) / 100 }
    let apart = Resampling.confidence(Array(repeating: 1, count: 5), values, pairs: false)
    #expect(apart != nil)
    #expect(try row(Self.compare(one, other)).confidence == apart)
  }

  @Test func `conditions take the threshold's place`() throws {
    var gate = ResultComparison.Gate()
    gate.conditions = [try FailCondition("p95(ttft) > +20%")]
    let (one, other) = (try Self.document(1_000), try Self.document(1_100))
    #expect(try !Self.compare(one, other, gate).isWorse)
    gate.conditions.append(try FailCondition("p95(ttft) > +5%"))
    #expect(try Self.compare(one, other, gate).isWorse)
    // What somebody asks for must be there.
    gate.conditions = [try FailCondition("min(headroom) < -5%")]
    #expect(try Self.compare(one, other, gate).isWorse)
    var without = other
    without.metrics = []
    gate.conditions = [try FailCondition("p95(ttft) > +5%")]
    #expect(try Self.compare(one, without, gate).isWorse)
    #expect(try row(Self.compare(one, without, gate)).meaning == .noSample)
  }

  @Test func `a run that no longer holds is worse, whatever its figures and conditions`() throws {
    var other = try Self.document(1_000)
    other.checks[0] = ExpectationResult(name: "a", text: "a < 1", observed: "2", pass: false)
    var gate = ResultComparison.Gate()
    gate.conditions = [try FailCondition("p95(ttft) > +20%")]
    let comparison = try Self.compare(Self.document(1_000), other, gate)
    #expect(comparison.isWorse)
    #expect(comparison.checks.map(\.name) == ["a < 1"])
  }

  /// A change to the second result, and what is then said of both.
  struct Spoilt: Sendable {
    let change: @Sendable (inout ResultDocument) -> Void
    let message: String
    var canBeForced = true
  }

  private static let spoilt: [Spoilt] = [
    Spoilt(change: { $0.scenario = "y" }, message: "one and other differ in scenario: x and y"),
    Spoilt(change: { $0.scenarioHash = "0" }, message: "differ in the scenario's text"),
    Spoilt(change: { $0.world = "live" }, message: "differ in world: sim and live"),
    Spoilt(change: { $0.timeScale = 1 }, message: "differ in time scale: none and 1.0"),
    Spoilt(change: { $0.verdict = .partial }, message: "other was broken off"),
    Spoilt(
      change: { $0.shard = Shard(index: 1, count: 2) },
      message: "other is shard 1/2: merge all of them first", canBeForced: false),
  ]

  @Test(arguments: spoilt.indices)
  func `what cannot be compared is refused, with the reason`(number: Int) throws {
    let spoilt = Self.spoilt[number]
    let one = try Self.document(1_000)
    var other = one
    spoilt.change(&other)
    let error = #expect(throws: CompareError.self) { _ = try Self.compare(one, other) }
    #expect(error?.description.contains(spoilt.message) == true, "\(error?.description ?? "")")
    var gate = ResultComparison.Gate()
    gate.isForced = true
    #expect(((try? Self.compare(one, other, gate)) != nil) == spoilt.canBeForced)
  }
}
