import Testing

@testable import bmm_bench

struct CheckComparisonTests {
  /// What failed in each run, and whether the runs are one without a seed of its own.
  private static func document(_ failed: [[String]], from seed: UInt64 = 1) throws -> ResultDocument
  {
    var document = try ResultDocument.of(ScenarioText.with())
    document.checks = ["a", "b", "c holds"].map { text in
      ExpectationResult(
        name: text, text: text, observed: "", pass: !failed.joined().contains(text))
    }
    guard failed.count > 1 else { return document }
    document.seeds = failed.enumerated().map { number, failed in
      SeedRun(
        seed: seed + UInt64(number), verdict: failed.isEmpty ? .held : .failed, failed: failed,
        figures: [])
    }
    return document
  }

  private static func rows(
    _ one: [[String]], _ other: [[String]], apart: Bool = false
  ) throws -> [CheckComparison.Row] {
    try CheckComparison(document(one), document(other, from: apart ? 100 : 1)).rows
  }

  /// So many runs that hold, and so many that break one check.
  private static func runs(_ held: Int, _ broken: Int, _ name: String = "a") -> [[String]] {
    Array(repeating: [], count: held) + Array(repeating: [name], count: broken)
  }

  @Test func `of one run each, what fails now and did not before is worse, and named`() throws {
    let rows = try Self.rows([["a"]], [["a", "b", "c holds"]])
    #expect(rows.map(\.name) == ["a", "b", "c holds"])
    #expect(rows.map(\.meaning) == [.same, .worse, .worse])
    #expect(rows.map(\.fails) == [false, true, true])
    #expect(rows[1].before?.text == "held")
    #expect(rows[1].after?.text == "failed")
    #expect(try Self.rows([["a"]], [[]]).map(\.meaning) == [.better])
    #expect(try Self.rows([[]], [[]]).isEmpty)
  }

  @Test(arguments: [false, true])
  func `fewer seeds that hold are worse, also where one failed before`(apart: Bool) throws {
    let rows = try Self.rows(Self.runs(6, 1), Self.runs(0, 7), apart: apart)
    #expect(rows.map(\.name) == [CheckComparison.all, "a"])
    #expect(rows.map(\.meaning) == [.worse, .worse])
    #expect(rows[0].before?.text == "6 of 7")
    #expect(rows[0].after?.text == "0 of 7")
    #expect(try #require(rows[0].chance) <= 0.05)
  }

  @Test func `another check that fails instead is worse, though as many seeds hold`() throws {
    let rows = try Self.rows(Self.runs(6, 1), Self.runs(6, 1, "b"))
    #expect(rows.map(\.name) == [CheckComparison.all, "a", "b"])
    #expect(rows.map(\.meaning) == [.same, .better, .worse])
  }

  @Test func `what chance may have made is unsure, and what it cannot tell is worse`() throws {
    let unsure = try Self.rows(Self.runs(8, 2), Self.runs(7, 3), apart: true)
    #expect(unsure.map(\.meaning) == [.unsure, .unsure])
    // Of the same seeds, one that held fails: too few changed for any chance.
    let few = try Self.rows(Self.runs(8, 2), Self.runs(7, 3))
    #expect(few.map(\.meaning) == [.worse, .worse])
    #expect(few.map(\.chance) == [nil, nil])
    #expect(try Self.rows(Self.runs(1, 1), Self.runs(0, 2), apart: true)[0].meaning == .worse)
    // What never failed must not begin to, whatever chance says of one in ten.
    let first = try Self.rows(Self.runs(10, 0), Self.runs(9, 1), apart: true)
    #expect(first.map(\.meaning) == [.worse, .worse])
    #expect(try #require(first[0].chance) > 0.05)
  }

  @Test func `a check that the older program did not know counts as held before`() throws {
    var before = try Self.document([[]])
    before.checks.removeLast()
    let rows = CheckComparison(before, try Self.document([["c holds"]])).rows
    #expect(rows.map(\.before) == [nil])
    #expect(rows.map(\.meaning) == [.worse])
  }
}
