/// The bytes of long request bodies that one server holds.
final class HTTPBodyBudget {
  fileprivate var held = 0
  fileprivate let limit: Int

  init(limit: Int = HTTPServerLimits.longBodyBytes) {
    self.limit = limit
  }
}

/// What one body takes of its server's budget.
struct HTTPBodyShare {
  private let budget: HTTPBodyBudget
  private var taken = 0

  init(of budget: HTTPBodyBudget) {
    self.budget = budget
  }

  /// Takes what a body of that length needs; a short one needs nothing.
  mutating func grow(to byteCount: Int) throws(HTTPRefusal) {
    let needed = byteCount > HTTPServerLimits.shortBodyBytes ? byteCount : 0
    guard needed > taken else { return }
    let total = budget.held + needed - taken
    guard total <= budget.limit else {
      throw .tooManyBodies(heldByteCount: budget.held, limit: budget.limit)
    }
    budget.held = total
    taken = needed
  }

  mutating func giveBack() {
    budget.held -= taken
    taken = 0
  }
}
