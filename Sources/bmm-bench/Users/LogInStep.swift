import World

/// How a user logs in by mail.
struct LogInStep: Sendable, Equatable {
  /// How often the link is clicked: twice by the impatient, or once by a scanner of mails and once
  /// by the user.
  var clicks = 1
  /// How long after the answer the first click comes, in seconds.
  var after = Distribution.constant(0)
  /// How long after the first click each of the others comes, in seconds.
  var apart = Distribution.constant(0)
}
