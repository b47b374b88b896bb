import Testing
import World

@testable import bmm_bench

struct ExpectationTests {
  /// A run of four requests whose figures can be computed in the head.
  private struct FourRequests: MetricSource {
    private let requests: [(outcome: String, plan: String, ttftSeconds: Int64)] = [
      ("spec", "team", 1), ("spec", "team", 2), ("spec", "free", 3), ("timeout", "team", 95),
    ]

    func histogram(_ metric: Metric, _ filters: [Filter]) -> Histogram {
      var histogram = Histogram()
      for request in requests where passes(request.outcome, request.plan, filters) {
        switch metric {
        case .ttft: histogram.record(request.ttftSeconds * 1_000_000_000)
        case .outputTokens: histogram.record(4_000 + request.ttftSeconds)
        default: break
        }
      }
      return histogram
    }

    func count(_ filters: [Filter]) -> Int {
      requests.count { passes($0.outcome, $0.plan, filters) }
    }

    /// The four take two seconds.
    func time(of filters: [Filter]) -> Duration? { .seconds(2) }

    func violations(_ filters: [Filter]) -> Int {
      filters == [Filter(key: .invariant, value: "terminal-event")] ? 2 : 5
    }

    func eachWindow(
      of length: Duration, among filters: [Filter], _ look: (Duration, Int, FourRequests) -> Void
    ) {
      look(.zero, 1, self)
    }

    private func passes(_ outcome: String, _ plan: String, _ filters: [Filter]) -> Bool {
      filters.allSatisfy { filter in
        switch filter.key {
        case .outcome: filter.value == outcome
        case .good: filter.value == (outcome == "spec" ? "yes" : "no")
        default: filter.value == plan
        }
      }
    }
  }

  @Test(
    arguments: [
      ("max(ttft) < 96s", "95.0 s", true),
      ("max(ttft) < 95s", "95.0 s", false),  // The bound itself is not below.
      ("max(ttft) <= 95s", "95.0 s", true),
      ("min(ttft) == 1s", "1.00 s", true),
      ("min(ttft) != 1s", "1.00 s", false),
      ("mean(ttft, outcome=spec) == 2s", "2.00 s", true),
      ("p50(ttft) <= 2s", "2.00 s", true),  // Rank 2 of 4.
      ("p75(ttft, outcome=spec) > 2s", "3.00 s", true),  // Rank 3 of 3.
      ("mean(outputTokens) >= 4025.25", "4025", true),
      ("max(outputTokens) > 4095", "4095", false),
      ("count() == 4", "4", true),
      ("count(outcome=spec, plan=team) == 2", "2", true),
      ("count(outcome=refused) > 0", "0", false),  // A count of nothing is a count.
      ("count(violations, invariant=terminal-event) == 2", "2", true),
      ("count(violations) == 0", "5", false),
      ("rate(outcome=spec) == 75%", "75.0 % (3 of 4)", true),
      ("rate(outcome=spec, plan=team) > 0.5", "66.7 % (2 of 3)", true),
      ("rate(outcome=refused) > 0", "0 % (0 of 4)", false),
      ("rate(good=yes) > 95%", "75.0 % (3 of 4)", false),
      ("goodput > 1/s", "1.50/s", true),
      ("goodput(plan=team) >= 60/m", "1/s", true),
      ("goodput() < 1.5/s", "1.50/s", false),
    ])
  func `a run is compared with the bound`(text: String, observed: String, pass: Bool) throws {
    let result = try ExpectationParser.parse(text).evaluate(in: FourRequests())
    #expect(result.text == text)
    #expect(result.observed == observed)
    #expect(result.pass == pass)
  }

  @Test(
    arguments: [
      "max(e2e) < 100s",  // Nobody recorded this metric.
      "p99(ttft, plan=pro) < 5s",  // No request passes the filter.
      "min(itl) != 3s",  // Even an inequality does not hold for nothing.
      "rate(outcome=spec, plan=pro) <= 100%",  // No request to take a share of.
    ])
  func `nothing to compute with fails`(text: String) throws {
    let result = try ExpectationParser.parse(text).evaluate(in: FourRequests())
    #expect(result.observed == "no samples")
    #expect(result.pass == false)
  }

  @Test func `a result is named by its left side`() throws {
    let result = try ExpectationParser.parse("max(ttft) < 96s").evaluate(in: FourRequests())
    #expect(result.name == "max(ttft)")
  }
}
