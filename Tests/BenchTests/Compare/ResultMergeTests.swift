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

  @Test func `dropped arrivals are judged by their sum`() throws {
    var parts = Self.parts(try Self.evidence(), 2)
    let name = "dropped arrivals(group=v)"
    for index in parts.indices {
      parts[index].document.dropped = [.init(group: "v", reason: .groupIsFull, count: 2)]
      parts[index].document.checks.append(
        ExpectationResult(name: name, text: "\(name) <= 3", observed: "2", pass: true))
    }
    let merged = try ResultMerge.merge(parts)
    let check = try #require(merged.checks.first { $0.name == name })
    #expect(check.observed == "4: 4 of v for max-in-flight")
    #expect(!check.pass)
    // What a group may drop does not count against the rest.
    #expect(merged.checks.first { $0.name == "dropped arrivals" }?.pass == true)
  }

  @Test func `goodput is asked of the whole, and numbers in windows are not told`() throws {
    let evidence = try Self.evidence("'goodput > 1/m'")
    let whole = evidence.document()
    var parts = Self.parts(evidence, 2)
    let texts = ["count() <= 9 over 10s", "count() >= 1 over 10s", "max(e2e) < 9s over 10s"]
    for index in parts.indices {
      parts[index].document.checks += texts.map {
        ExpectationResult(name: "made", text: $0, observed: "5", pass: true)
      }
    }
    let merged = try ResultMerge.merge(parts)
    #expect(merged.checks[0] == whole.checks[0])
    let made = merged.checks.filter { $0.name == "made" }
    #expect(made.map(\.pass) == [false, true, true])
    #expect(made.first?.observed == "cannot be told of the whole, in each part: 5; 5")
  }

  @Test func `a step that only one part came to is shown by that part`() throws {
    var parts = Self.parts(try Self.evidence(), 2)
    let (name, text) = ("sees(u, steps[0])", "sees(u, steps[0]): outcome spec")
    for (index, observed) in ["nobody came to it", "3 of 3 did"].enumerated() {
      parts[index].document.checks.append(
        ExpectationResult(name: name, text: text, observed: observed, pass: index == 1))
    }
    #expect(try ResultMerge.merge(parts).checks.first { $0.name == name }?.pass == true)
    let last = parts[0].document.checks.count - 1
    parts[1].document.checks[last] = parts[0].document.checks[last]
    #expect(try ResultMerge.merge(parts).checks.first { $0.name == name }?.pass == false)
  }

  @Test func `a part without requests does not stretch the time of goodput`() throws {
    var parts = Self.parts(try Self.evidence(), 2)
    let late = ResultDocument.Goodput(requests: 5, from: .seconds(10), to: .seconds(20))
    let empty = ResultDocument.Goodput(requests: 0, from: .zero, to: .zero)
    for (one, other) in [(late, empty), (empty, late)] {
      parts[0].document.goodput = one
      parts[1].document.goodput = other
      #expect(try ResultMerge.merge(parts).goodput == late)
    }
  }

  @Test func `seeds that were broken off make a partial result`() throws {
    var merge = SeedMerge()
    merge.add(try ResultDocument.of(ScenarioText.with()))
    let before = merge.result(.whole)
    merge.breakOff()
    let after = merge.result(.whole)
    #expect(before?.verdict == .held)
    #expect(after?.verdict == .partial)
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
    #expect(all.digest != merged.digest)
    #expect(Set(all.sample.map(\.seed)) == [1, 2, 3])
    #expect(all.timelines.allSatisfy { $0.why.contains(/, seed [1239]$/) })
    #expect(all.parts == 4)
  }
}
