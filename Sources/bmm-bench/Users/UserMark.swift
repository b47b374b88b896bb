import World

/// What users did, beyond asking once and reading to the end.
enum UserMark: UInt8, Mark {
  /// A user clicked twice.
  case clickedTwice
  /// A user loaded the page anew.
  case reloaded
  /// A user left before the head of the answer.
  case leftBeforeHead
  /// A user left behind the head and before the first text.
  case leftBeforeText
  /// A user left inside the text.
  case leftInText
  /// A user left as soon as it had seen enough.
  case leftAtPlace
  /// The page lost its patience.
  case pageGaveUp
  /// The page connected again by itself.
  case reconnected
  /// The page asked for the whole, since it could not have a stream.
  case fellBackToSync
  /// A log-in link was followed again.
  case linkFollowedAgain

  static let family = MarkFamily.user
}
