import World

/// How long one look at a process takes.
struct LiveTimes: Sendable {
  /// Before it is counted: connections are made, pools and buffers grow.
  let warmUp: Duration
  /// While it is counted.
  let window: Duration

  /// Identical quiet runs of 3 s vary by about a tenth, and repetitions by as much.
  static let usual = LiveTimes(warmUp: .seconds(1), window: .seconds(3))

  /// A duration in whole seconds, as wrk, h2load and others know no finer ones.
  static func wholeSeconds(_ duration: Duration) -> Int {
    max(1, Int(duration.seconds.rounded(.up)))
  }
}
