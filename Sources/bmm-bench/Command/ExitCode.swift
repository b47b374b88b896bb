/// What the program's end tells scripts.
enum ExitCode: Int32, Sendable {
  /// All held.
  case success = 0
  /// A check failed.
  case checkFailed = 1
  /// The arguments, a scenario or the set-up are wrong; nothing was measured.
  case unusable = 2
  /// The user broke the run off (128 + SIGINT, as shells count).
  case interrupted = 130
}
