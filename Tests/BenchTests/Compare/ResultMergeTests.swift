import Testing
import World

@testable import bmm_bench

struct ResultMergeTests {
  /// Twelve people of two groups, some of whom leave; each has a draft of their own.
  private static let text = ScenarioText.users(
    """
    { name: 'u', plan: 'team', arrivals: { constant: '1/s', count: 8 },
      steps: [
        { previewStream: { prompt: 'a first server {n}', leaveAfter: { uniform: ['1s', '60s'] } } }
      ] },
    { name: 'v', plan: 'pro', arrivals: { poisson: '10/m', count: 4 },
      steps: [{ preview: { prompt: 'a second server {n}' } }] },
    """)

  private static func evidence(_ checks: String = "") throws -> Evidence {
    let expect = "], expect: [\(checks)] }"
    let scenario = try Scenario(text: text.dropLast("] }".count) + expect)
    return try scenario.evidence()
  }

  private static func parts(_ evidence: Evidence, _ count: Int) -> [MergeRules.Part] {
    (1...count).map { index in
      let part = evidence.only { record in
        Shard(index: index, count: count).owns(
          evidence.records.firstIndex { $0.id == record.id } ?? 0)
      }
      return ("part-\(index)", part.document(shard: Shard(index: index, count: count)))
    }
  }

  @Test(arguments: [1, 2, 3, 5])
  func `what parts add up to is what a single run of all says`(count: Int) throws {
    let evidence = try Self.evidence()
    let whole = evidence.document()
    let merged = try ResultMerge.merge(Self.parts(evidence, count))
    #expect(merged.parts == count)
    #expect(merged.shard == nil)
    #expect(merged.rows == whole.rows)
    #expect(merged.rows.count > 2)
    #expect(merged.metrics == whole.metrics)
    #expect(merged.outcomes == whole.outcomes)
    #expect(merged.browser == whole.browser)
    #expect(merged.series == whole.series)
    #expect(merged.sample == whole.sample)
    #expect(merged.goodput == whole.goodput)
    #expect(merged.tokens == whole.tokens)
    #expect(merged.cost == whole.cost)
    #expect(merged.virtual == whole.virtual)
  }

  @Test func `the order in which parts are given changes nothing`() throws {
    let parts = Self.parts(try Self.evidence(), 3)
    #expect(try ResultMerge.merge(parts) == ResultMerge.merge(parts.reversed()))
  }

  @Test func `checks are asked anew, of all requests`() throws {
    let checks = [
      "count() == 12", "count() == 6", "rate(outcome=left) > 0%", "p99(e2e, group=v) < 1s",
      "count(says=nothing) == 0", "min(ttft, plan=hobby) > 1s",
    ]
    let evidence = try Self.evidence(checks.map { "'\($0)'" }.joined(separator: ", "))
    let (whole, merged) = (
      evidence.document(), try ResultMerge.merge(Self.parts(evidence, 2))
    )
    #expect(merged.checks.prefix(4) == whole.checks.prefix(4))
    #expect(merged.checks[4].observed == "in each part: 0; 0")
    #expect(merged.checks[4].pass)
    #expect(merged.checks[5].observed == "no samples")
    #expect(merged.checks.prefix(6).map(\.pass) == [true, false, true, false, true, false])
    #expect(merged.checks.last?.text == "shards == 2")
    #expect(merged.verdict == .failed)
    let held = try Self.evidence("'count() == 12'")
    #expect(try ResultMerge.merge(Self.parts(held, 2)).verdict == .held)
  }

  @Test func `an invariant that one part broke is broken, and its examples are kept`() throws {
    var parts = Self.parts(try Self.evidence(), 2)
    parts[1].document.invariants[0].violations = 2
    parts[1].document.invariants[0].examples = ["u-1: gone"]
    let merged = try ResultMerge.merge(parts)
    #expect(merged.verdict == .failed)
    #expect(merged.invariants[0].examples == ["u-1: gone"])
    let check = try #require(merged.checks.first { $0.name == merged.invariants[0].name })
    #expect(!check.pass)
    #expect(check.observed.hasPrefix("2 of "))
  }

  @Test func `windows of different lengths are joined`() {
    var (fine, coarse) = (
      ResultDocument.Series(window: .milliseconds(100), windows: []),
      ResultDocument.Series(window: .milliseconds(400), windows: [])
    )
    for number in 1...6 {
      var window = ResultDocument.Window()
      window.started = number
      window.inFlight = number
      window.ttft.record(Int64(number))
      fine.windows.append(window)
    }
    var window = ResultDocument.Window()
    window.started = 100
    window.inFlight = 7
    coarse.windows = [window, window, window]
    var (sum, reverse) = (fine, coarse)
    sum.add(coarse)
    reverse.add(fine)
    #expect(sum == reverse)
    #expect(sum.window == .milliseconds(400))
    #expect(sum.windows.map(\.started) == [110, 111, 100])
    // Who was under way at the end of the shorter one stays so.
    #expect(sum.windows.map(\.inFlight) == [11, 13, 13])
    #expect(sum.windows.map(\.ttft.values.count) == [4, 2, 0])
  }

  @Test func `runs under several seeds are judged one by one, and their figures kept`() throws {
    let scenario = try Scenario(text: ScenarioText.with("expect: ['count() == 1']"))
    let documents = try [3, 1, 2].map { seed in
      ResultDocument(try scenario.changed { $0.seed = seed }.run(), by: .test)
    }
    var parts = documents.map { (file: "seed-\($0.seed)", document: $0) }
    let merged = try ResultMerge.merge(parts)
    #expect(merged.seeds.map(\.seed) == [1, 2, 3])
    #expect(merged.seed == 1)
    #expect(merged.checks[0].observed == "held under 3 of 3 seeds")
    #expect(merged.verdict == .held)
    #expect(merged.outcomes.first?.count == 3)
    #expect(
      merged.seeds[0].value("p50(e2e)")
        == KeyFigure.all.first { $0.name == "p50(e2e)" }?
        .value(documents[1]))
    parts[0].document.checks[0] = ExpectationResult(
      name: "count()", text: "count() == 1", observed: "0", pass: false)
    let failed = try ResultMerge.merge(parts)
    #expect(failed.checks[0].observed == "held under 2 of 3 seeds, not under 3")
    #expect(failed.verdict == .failed)
    let all = try ResultMerge.merge([
      ("a", failed),
      (
        "b",
        {
          var other = documents[0]
          other.seed = 9
          return other
        }()
      ),
    ])
    #expect(all.seeds.map(\.seed) == [1, 2, 3, 9])
    #expect(all.parts == 4)
  }
}
