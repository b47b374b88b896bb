/// Chooses failed checks for a place without room for all, so that neither kind hides the other.
enum FailureChoice {
  /// So many failed checks at most, in their order.
  ///
  /// Broken invariants have half of the room, expectations the other; what one kind leaves is the
  /// other's.
  static func choose<Check>(
    _ failed: [Check], most: Int, isInvariant: (Check) -> Bool
  ) -> [Check] {
    let broken = failed.count(where: isInvariant)
    let share = max((most + 1) / 2, most - (failed.count - broken))
    var invariants = min(broken, share)
    var others = most - invariants
    return failed.filter { check in
      if isInvariant(check) {
        invariants -= 1
        return invariants >= 0
      }
      others -= 1
      return others >= 0
    }
  }
}
