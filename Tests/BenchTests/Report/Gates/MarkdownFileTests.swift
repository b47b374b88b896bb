import Testing

@testable import bmm_bench

struct MarkdownFileTests {
  @Test func `what is broken stands first, with its line to repeat it`() {
    #expect(
      MarkdownFile.text([.held(), .skipped(), .failed("a|b")]) == """
        ### bmm-bench: 1 of 2 scenarios held, 1 skipped

        | scenario | verdict | requests | world | seed |
        |---|---|---|---|---|
        | a\\|b | ❌ **failed** | 8 × spec, 1 × edge\\_524 | sim | 7 |
        | good | ✅ held | 1 × spec | sim | 1 |
        | left-out | skipped | takes \\| a day | live | 1 |

        Broken, with the line that repeats it:

        - **a\\|b**: `bmm-bench run bad.json5 --seed 7`
          - `p99(ttft) < 5s`: observed 7.2 s
          - `outcome-log holds`: observed 2 of 9 broken

        | p50 / p95 / max | first token | whole answer | headroom (least) |
        |---|---|---|---|
        | a\\|b | 1.50 s / 7.20 s / 7.20 s | – | – |

        """)
  }

  @Test func `what a slow harness measured is not shown as held`() {
    var run = ReportedRun.held()
    run.bottleneck = ["\(HarnessFigures.bottleneck): no descriptor was left"]
    var failed = ReportedRun.failed()
    failed.bottleneck = [HarnessFigures.bottleneck]
    let text = MarkdownFile.text([run, failed])
    #expect(text.contains("| good | ⚠️ held, but the harness itself was the bottleneck |"))
    #expect(text.contains("| bad | ⚠️ failed, but the harness itself was the bottleneck |"))
    #expect(text.contains("0 of 2 scenarios held, in 2 the harness itself was the bottleneck\n"))
    #expect(
      text.contains(
        """
        - **good**: `bmm-bench run good.json5 --seed 1`
          - the harness itself was the bottleneck: no descriptor was left

        """))
  }

  @Test func `however much is broken, the page has fewer than 60 lines`() {
    var worst = ReportedRun.failed()
    worst.checks = Array(repeating: worst.checks[0], count: 50)
    worst.bottleneck = ["a", "b"]
    worst.failedSeed = "bmm-bench run x.json5"
    let text = MarkdownFile.text(Array(repeating: worst, count: 500))
    #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count < 60)
    #expect(text.contains("0 of 500 scenarios held"))
    #expect(text.contains("… and 484 more."))
    #expect(text.contains("  - and 46 more"))
  }

  @Test func `expectations that failed do not hide a broken invariant`() {
    var run = ReportedRun.failed()
    run.checks = Array(repeating: run.checks[0], count: 10) + [run.checks[1]]
    let text = MarkdownFile.text([run])
    #expect(text.contains("  - `outcome-log holds`: observed 2 of 9 broken\n  - and 7 more"))
  }

  @Test func `of several seeds the first that failed has a line of its own`() throws {
    var document = try ResultDocument.of(ScenarioText.with())
    document.verdict = .failed
    document.seeds = [Verdict.held, .failed, .failed].enumerated().map { number, verdict in
      SeedRun(seed: 5 + UInt64(number), verdict: verdict, failed: [], figures: [])
    }
    document.shard = Shard(index: 1, count: 2)
    document.settings = ["a=1"]
    let run = ReportedRun(document, repetition: "bmm-bench run x.json5 --seed 5 --seeds 3")
    #expect(
      MarkdownFile.text([run]).contains(
        "  - the first seed that failed: `bmm-bench run x.json5 --seed 6 --set a=1`\n"))
    document.seeds = []
    #expect(ReportedRun(document, repetition: "").failedSeed == nil)
  }
}
