import HTTP
import Testing
import World

@testable import Service

@Suite struct RetryPolicyTests {
  private func policy(retries: Int) -> RetryPolicy {
    let tier = Tier(model: "m", maxTokens: 1, retries: retries)
    return RetryPolicy(tier, random: RandomStream(seed: 1))
  }

  private let budget = Budget(from: .start, .seconds(60), of: Tier(model: "m", maxTokens: 1))

  private static let overloaded = ProviderFailure.overloaded(detail: "d", retryAfter: .seconds(20))

  @Test(arguments: [
    (ProviderFailure.overloaded(detail: "", retryAfter: nil), true),  // 429 and 529.
    (.status(500, detail: ""), true),  // A failure of theirs.
    (.status(408, detail: ""), true),  // They waited for us.
    (.status(401, detail: ""), false),  // The key will not get better.
    (.status(400, detail: ""), false),  // Nor will the request.
    (.unreachable(.reset), true),  // Nothing of an answer came.
    (.brokenOff(.truncated), false),  // Tokens were paid for.
    (.malformed(""), false),  // It would come again.
    (.reported(""), false),  // Tokens were paid for.
  ])
  func `only some failures are worth another attempt`(failure: ProviderFailure, isRepeated: Bool) {
    var policy = policy(retries: 1)
    let decision = policy.decide(after: failure, within: budget, at: .start)
    if case .again = decision {
      #expect(isRepeated)
    } else {
      #expect(decision == .giveUp(failure.error(after: .seconds(60))))
      #expect(!isRepeated)
    }
  }

  @Test func `the waits grow, and there are no more than the tier's retries`() {
    var policy = policy(retries: 3)
    var waits: [Double] = []
    while case .again(let wait) = policy.decide(
      after: .unreachable(.reset), within: budget, at: .start)
    {
      waits.append(wait.seconds)
    }

    #expect(waits.count == 3)
    for (wait, longest) in zip(waits, [0.5, 1, 2]) {
      #expect((longest * 0.75...longest).contains(wait))
    }
  }

  @Test func `the provider's own wait is kept`() {
    var policy = policy(retries: 1)
    #expect(
      policy.decide(after: Self.overloaded, within: budget, at: .start)
        == .again(after: .seconds(20)))
  }

  @Test func `a wait that would outlast the budget is not begun`() {
    var policy = policy(retries: 1)
    #expect(
      policy.decide(after: Self.overloaded, within: budget, at: .start + .seconds(40))
        == .giveUp(.overloaded(retryAfter: .seconds(20), detail: "d")))
  }
}
