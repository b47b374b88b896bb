import Testing
import World

@testable import Service

@Suite struct BudgetTests {
  private let start = Instant.start + .seconds(10)

  private func tier(_ scope: Tier.TimeoutScope, retries: Int) -> Tier {
    Tier(model: "m", maxTokens: 1, retries: retries, timeoutScope: scope)
  }

  @Test func `a limit over the request holds for all attempts together`() {
    let budget = Budget(from: start, .seconds(60), of: tier(.request, retries: 1))

    #expect(budget.end == start + .seconds(60))
    #expect(budget.end(ofAttemptFrom: start + .seconds(50)) == start + .seconds(60))
  }

  @Test func `a limit over the attempt gives the request one per attempt`() {
    let budget = Budget(from: start, .seconds(45), of: tier(.attempt, retries: 1))

    #expect(budget.end == start + .seconds(90))
    #expect(budget.limit == .seconds(90))
    #expect(budget.end(ofAttemptFrom: start) == start + .seconds(45))
    #expect(budget.end(ofAttemptFrom: start + .seconds(46)) == start + .seconds(90))
  }

  @Test func `two who wait for one draft have the later end and the longer attempts`() {
    let first = Budget(from: start, .seconds(45), of: tier(.attempt, retries: 1))
    let second = Budget(from: start + .seconds(30), .seconds(20), of: tier(.attempt, retries: 3))

    for budget in [first.joined(with: second), second.joined(with: first)] {
      #expect(budget.end == start + .seconds(110))
      #expect(budget.limit == .seconds(80))
      #expect(budget.end(ofAttemptFrom: start) == start + .seconds(45))
    }
    let endless = Budget(from: start, nil, of: tier(.request, retries: 0))
    #expect(first.joined(with: endless).end(ofAttemptFrom: start) == .never)
  }

  @Test func `without a limit only the provider's silence counts`() {
    let budget = Budget(from: start, nil, of: tier(.request, retries: 0))
    #expect(budget.end == .never)
    #expect(budget.end(ofAttemptFrom: start) == .never)
  }
}
