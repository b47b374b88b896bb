/// How many arrivals of a group may be dropped.
enum DropAllowance: Equatable, Sendable {
  /// So many.
  case count(Int)
  /// This share of the group's requests, begun or not.
  case share(Double)

  /// None at all.
  static let none = DropAllowance.count(0)
}
