/// One place of a day's share, taken by a request; it can be given back once.
final class LimitTicket: @unchecked Sendable {  // Confined to its world's loop.
  let limit: DailyLimit
  /// The share as it was behind the taking.
  let count: DailyCount
  private var isHeld = true

  init(_ limit: DailyLimit, _ count: DailyCount) {
    self.limit = limit
    self.count = count
  }

  /// Whether the place may be given back, which is true for the first who asks.
  func release() -> Bool {
    defer { isHeld = false }
    return isHeld
  }
}
