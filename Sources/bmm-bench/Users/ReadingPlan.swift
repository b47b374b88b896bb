/// What a user looks for in an answer, and at which point of it the user leaves.
struct ReadingPlan: Sendable, Equatable {
  /// Where the user leaves; nil to stay to the end.
  var leaveAt: LeavePoint?
  /// A text to look for in a stream.
  var soughtText: String?

  /// Reads to the end and looks for nothing.
  static let plain = ReadingPlan()
}
