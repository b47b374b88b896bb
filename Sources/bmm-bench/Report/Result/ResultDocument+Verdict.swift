extension ResultDocument {
  /// Which program made a result.
  struct Bench: Equatable, Sendable {
    /// The program's release.
    var version: String
    /// The commit of the folder it was started in, if that is one of git's.
    var commit: String?
    /// `release` or `debug`.
    var build: String
  }

  /// How unkind a seed's machine was.
  struct Swarm: Equatable, Sendable {
    var schedule: String
    var stallShare: Double
    var stallSecondsMax: Double
    var slowStatementShare: Double
    var slowStatementFactor: Double
    var lateSegmentShare: Double
    var lateSegmentMediansMax: Double
  }

  /// A check that ended a run before its time.
  struct Abort: Equatable, Sendable {
    /// The check as it was written.
    var check: String
    var at: Duration
  }

  /// A property of every run.
  struct Invariant: Equatable, Sendable {
    var name: String
    /// How often it was checked; 0 means that the run says nothing about it.
    var checked: Int
    /// How often it was broken.
    var violations: Int
    /// The first few violations.
    var examples: [String]
  }

  /// Requests that ended alike.
  struct Outcome: Equatable, Sendable {
    var name: String
    var count: Int
    /// What the first of them was told; empty if nothing.
    var message: String
  }

  /// Requests that browsers report alike.
  struct Browser: Equatable, Sendable {
    var report: String
    var count: Int
    var says: String
  }
}
