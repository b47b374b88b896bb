import Service
import Testing
import World

@testable import bmm_bench

struct PlanMixTests {
  private static let mix = PlanMix(shares: [
    Weighted(weight: 70, value: .pro), Weighted(weight: 30, value: .team),
  ])

  @Test(arguments: [(100, 70), (10, 7), (3, 2), (1, 1), (0, 0)])
  func `plans of accounts are as close to the weights as whole numbers can be`(
    accounts: Int, pro: Int
  ) {
    let plans = Self.mix.plans(of: accounts, RandomStream(seed: 1))
    #expect(plans.count == accounts)
    #expect(plans.count { $0 == .pro } == pro)
  }

  @Test func `their order is chance's, the same for a seed`() {
    let orders = [1, 1, 2].map { Self.mix.plans(of: 100, RandomStream(seed: $0)) }
    #expect(orders[0] == orders[1])
    #expect(orders[0] != orders[2])
    // In one half there are 35 of 50; 50 would be the order of the weights.
    #expect(abs(orders[0].prefix(50).count { $0 == .pro } - 35) < 10)
  }
}
