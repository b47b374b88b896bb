/// Requests that were planned but not begun, by group and reason.
struct DroppedArrivals: Equatable, Sendable {
  /// Why a request could not begin.
  enum Reason: String, CaseIterable, Sendable {
    /// As many users of the group were there as its `maxInFlight` allows.
    case groupIsFull = "max-in-flight"
    /// The run had begun as many requests as one may.
    case runIsFull = "run-limit"
    /// The machine had no descriptor or port left.
    case noSocket = "no-socket"
  }

  /// Those of one group that had the same reason.
  struct Row: Equatable, Sendable {
    /// The group's name.
    let group: String
    /// Why they could not begin.
    let reason: Reason
    /// How many.
    var count: Int
  }

  /// The rows, in the order in which they came up.
  private(set) var rows: [Row] = []

  /// All of them.
  var total: Int { rows.reduce(0) { $0 + $1.count } }

  /// Those of a group.
  func total(of group: String) -> Int {
    rows.reduce(0) { $0 + ($1.group == group ? $1.count : 0) }
  }

  /// Those of a reason.
  func total(for reason: Reason) -> Int {
    rows.reduce(0) { $0 + ($1.reason == reason ? $1.count : 0) }
  }

  /// Counts one more.
  mutating func drop(_ group: String, _ reason: Reason) {
    if let index = rows.firstIndex(where: { $0.group == group && $0.reason == reason }) {
      rows[index].count += 1
    } else {
      rows.append(Row(group: group, reason: reason, count: 1))
    }
  }
}
