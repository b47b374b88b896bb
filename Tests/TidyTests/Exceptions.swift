/// Places that break a rule and are known: the list may only shrink.
///
/// A count that is too high fails like one that is too low, so a repaired place leaves the list.
struct ExceptionEntry: Sendable {
  let rule: String
  let path: String
  let count: Int
  /// Why it stands; a reason that no longer holds is a reason to repair the place.
  let reason: String
}

let exceptions: [ExceptionEntry] = []
