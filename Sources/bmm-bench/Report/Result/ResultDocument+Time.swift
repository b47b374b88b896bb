extension ResultDocument {
  /// What happened when, in windows of equal length from the start of the run.
  struct Series: Equatable, Sendable {
    /// 0.1 s or a power of two times that, so that the windows of any two series fit.
    var window: Duration
    var windows: [Window]
  }

  /// One window of a series.
  struct Window: Equatable, Sendable {
    /// Requests that began in it.
    var started = 0
    /// Requests that ended in it.
    var ended = 0
    /// Requests under way at its end.
    var inFlight = 0
    /// How those ended that did.
    var outcomes: [Count] = []
    /// The first tokens that came in it.
    var ttft = WindowHistogram()
    /// The requests that ended in it.
    var e2e = WindowHistogram()
    /// The output tokens sold for requests that ended in it.
    var tokens = 0

    struct Count: Equatable, Sendable {
      var name: String
      var count: Int
    }
  }

  /// One request of those that were chosen.
  struct SampledRequest: Equatable, Sendable {
    var id: String
    /// The seed of its run: those of other seeds have requests of the same ids.
    var seed: UInt64
    var group: String
    var plan: String
    var model: String
    var stage: String?
    var outcome: String
    var planned: Duration
    var started: Duration
    var ttft: Duration?
    var e2e: Duration?
    var headroom: Duration?
  }

  /// One request as all roles saw it.
  struct Timeline: Equatable, Sendable {
    var id: String
    var group: String
    var plan: String
    var outcome: String
    /// Why it was chosen.
    var why: String
    var spans: [Span]
    var marks: [Mark]

    /// Something that took time.
    struct Span: Equatable, Sendable {
      /// `user`, `edge`, `hop-2` and so on, `service`, `database` or `llm`.
      var role: String
      var name: String
      var start: Duration
      /// Nil when it had not ended.
      var end: Duration?
      /// What else is known; may be empty.
      var note: String
    }

    /// Something that happened at an instant.
    struct Mark: Equatable, Sendable {
      var role: String
      var name: String
      var at: Duration
    }
  }

  /// How long the edge waits for an answer's next byte.
  struct Cap: Equatable, Sendable {
    var route: String
    var time: Duration
    /// By how much it may be late.
    var jitter: Duration
  }

  /// What the program itself needed; nil where it was not measured.
  struct Harness: Equatable, Sendable {
    var latenessP50: Duration?
    var latenessP99: Duration?
    var latenessMax: Duration?
    /// The share of one core.
    var cpuShare: Double?
    var peakMemoryBytes: Int?
    /// Whether the program was the slowest part, so that the figures are its own.
    var isBottleneck = false
    var warnings: [String] = []

    /// Why the figures are its own, in sentences; empty where they are not.
    var accusations: [String] {
      guard isBottleneck else { return [] }
      let reasons = warnings.filter { $0.hasPrefix(HarnessFigures.bottleneck) }
      return reasons.isEmpty ? [HarnessFigures.bottleneck] : reasons
    }
  }

  /// What was open at the service at an instant.
  struct ServerSample: Equatable, Sendable {
    var at: Duration
    var openConnections: Int
    /// Requests that were being answered.
    var inFlight: Int
    /// Pieces of work that waited for the database, or were in it.
    var databaseQueue: Int
    /// How long pieces of work took that ended since the sample before, their wait included.
    var database: Duration
    /// Memory of the process; nil in virtual time.
    var residentBytes: Int?
  }
}
