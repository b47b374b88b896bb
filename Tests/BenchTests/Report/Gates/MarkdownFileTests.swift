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
    run.isHarnessBound = true
    let text = MarkdownFile.text([run])
    #expect(text.contains("| ⚠️ held, harness too slow |"))
    #expect(text.contains("0 of 1 scenarios held"))
  }

  @Test func `however much is broken, the page has fewer than 60 lines`() {
    var worst = ReportedRun.failed()
    worst.checks = Array(repeating: worst.checks[0], count: 50)
    let text = MarkdownFile.text(Array(repeating: worst, count: 500))
    #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count < 60)
    #expect(text.contains("0 of 500 scenarios held"))
    #expect(text.contains("… and 484 more."))
    #expect(text.contains("  - and 47 more"))
  }
}
