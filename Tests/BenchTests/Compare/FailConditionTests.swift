import Testing

@testable import bmm_bench

struct FailConditionTests {
  @Test(
    arguments: [
      ("p95(ttft) > +5%", "p95(ttft)", Comparison.greater, 0.05),
      ("goodput < -2.5 %", "goodput", .less, -0.025),
      (" p50( ttft )>=0% ", "p50(ttft)", .greaterOrEqual, 0),
      ("mean(outputTokens) > 9%", "mean(outputTokens)", .greater, 0.09),
      ("mean(outputTokens) < -9%", "mean(outputTokens)", .less, -0.09),
      ("rate(outcome=spec) <= -1%", "rate(outcome=spec)", .lessOrEqual, -0.01),
    ])
  func `a figure and a change`(
    text: String, name: String, comparison: Comparison, change: Double
  ) throws {
    let condition = try FailCondition(text)
    #expect(condition.name == name)
    #expect(condition.comparison == comparison)
    #expect(condition.change == change)
    #expect(condition.text == text)
  }

  @Test(
    arguments: [
      ("", "cannot be read"), ("p95(ttft)", "cannot be read"), ("p95(ttft) > 5s", "cannot be read"),
      ("p95(ttft) == 5%", "cannot be read"), ("p95(ttft) > x%", "cannot be read"),
      ("p95(tfft) > 5%", "did you mean \"p95(ttft)\"?"), ("nothing > 5%", "names no figure"),
      ("p95(ttft) > 1.2.3%", "cannot be read"),
      ("p95(ttft, plan=team) > 5%", "keep the figures of all only: write p95(ttft), or an expec"),
      ("goodput > +5%", "fails where goodput grows, which is better: write <"),
      ("p95(ttft) <= -5%", "fails where p95(ttft) falls, which is better: write >"),
    ])
  func `what is none says what is wrong`(text: String, message: String) {
    let error = #expect(throws: FlagValueError.self) { try FailCondition(text) }
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
  }

  @Test func `a condition is about the change`() throws {
    let condition = try FailCondition("p95(ttft) > +5%")
    #expect(condition.holds(of: 0.051))
    #expect(!condition.holds(of: 0.05))
    #expect(!condition.holds(of: -1))
    #expect(condition.holds(of: .infinity))
  }
}
