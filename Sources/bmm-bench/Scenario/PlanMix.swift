import Service
import World

/// The plans of a group's accounts and how often each occurs.
struct PlanMix: Equatable, Sendable {
  /// The plans that occur, in the order of all plans, each with a weight above zero.
  let shares: [Weighted<Plan>]

  /// One plan for all.
  static func only(_ plan: Plan) -> PlanMix { PlanMix(shares: [Weighted(weight: 1, value: plan)]) }

  /// The plans of so many accounts: as close to the weights as whole numbers can be, in an order by
  /// chance. Drawn one by one, the shares of a hundred would be off by up to a tenth.
  func plans(of accounts: Int, _ random: RandomStream) -> [Plan] {
    var random = random
    let sum = shares.reduce(0) { $0 + $1.weight }
    var reached = 0.0
    var plans: [Plan] = []
    for share in shares {
      reached += share.weight / sum
      let count = Int((reached * Double(accounts)).rounded()) - plans.count
      plans += Array(repeating: share.value, count: max(0, count))
    }
    for place in plans.indices.dropFirst().reversed() {
      plans.swapAt(place, random.index(below: place + 1))
    }
    return plans
  }
}

/// A value and how often it is chosen among others.
struct Weighted<Value: Equatable & Sendable>: Equatable, Sendable {
  /// Above zero; what counts is the share of the sum.
  let weight: Double
  /// What is chosen.
  let value: Value

  /// One of at least one value, by the weights; the only one without a draw.
  static func draw(from choices: [Weighted], _ random: inout RandomStream) -> Value {
    precondition(!choices.isEmpty, "nothing to choose from")
    if choices.count == 1 { return choices[0].value }
    var rest = random.unit() * choices.reduce(0) { $0 + $1.weight }
    for choice in choices {
      rest -= choice.weight
      if rest < 0 { return choice.value }
    }
    return choices[choices.count - 1].value
  }
}
