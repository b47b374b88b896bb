/// What the program's end tells scripts.
enum ExitCode: Int32, CaseIterable, Sendable {
  /// All held.
  case success = 0
  /// A check failed.
  case checkFailed = 1
  /// The arguments, a scenario or the set-up are wrong, and nothing was measured; or what was
  /// measured could not be written.
  case unusable = 2
  /// The harness itself was the bottleneck: the figures say nothing about the service.
  case harnessBound = 3
  /// The user broke the run off (128 + SIGINT, as shells count).
  case interrupted = 130

  /// What help says of it.
  var meaning: String {
    switch self {
    case .success: "all went well; where there are checks, all held"
    case .checkFailed: "a check failed"
    case .unusable:
      "the arguments, a scenario or the set-up are wrong, or results cannot be written"
    case .harnessBound: "\(HarnessFigures.bottleneck): its figures say nothing"
    case .interrupted: "broken off by SIGINT or SIGTERM"
    }
  }

  /// What counts for the whole of several parts: whether they were measured, then what they showed.
  static func worst(_ codes: [ExitCode]) -> ExitCode {
    let order: [ExitCode] = [.interrupted, .unusable, .harnessBound, .checkFailed]
    return order.first(where: codes.contains) ?? .success
  }
}
