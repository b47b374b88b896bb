/// The result of a run as `result.json` holds it, version 2: plain values, which can be read back.
///
/// Whatever two results of shards have to add up – counts, histograms, windows, tokens – is exact
/// here, so that the merged result is the one that a single run of all would have given.
struct ResultDocument: Equatable, Sendable {
  /// The version of the shape; a reader refuses the others.
  static let version = 2

  /// Which program made it.
  var bench: Bench
  /// The scenario's name.
  var scenario: String
  /// Its path, as it was given.
  var file: String
  /// What the command line set in it.
  var settings: [String] = []
  /// Its sentence.
  var about: String
  /// The text of its file.
  var source: String
  /// The fingerprint of what it says, with all that it extends and that was set.
  var scenarioHash: String
  /// The root of all chance.
  var seed: UInt64
  /// Which part of the users came; nil for all of them.
  var shard: Shard?
  /// How many results were merged into this one.
  var parts = 1
  /// The runs that it was added up from, if their seeds differ; empty for a single run.
  var seeds: [SeedRun] = []
  /// `sim` or `live`.
  var world: String
  /// Real seconds per scenario second; nil in virtual time.
  var timeScale: Double?
  /// The fingerprint of the run; nil live.
  var digest: String?
  /// How unkind the seed's machine was drawn to be; nil without a swarm.
  var swarm: Swarm?
  /// Whether it held.
  var verdict: Verdict
  /// The check that ended it before its time; nil if none did.
  var abort: Abort?
  /// What was asked of it, and what came of that.
  var checks: [ExpectationResult]
  /// What came of the properties of every run.
  var invariants: [Invariant]
  /// Faults and rules that never came true, in words.
  var notExercised: [String] = []
  /// How many requests ended in which way.
  var outcomes: [Outcome]
  /// What browsers would report of them.
  var browser: [Browser]
  /// The figures over all measured requests.
  var metrics: [Figures]
  /// The same by group, plan, model, stage and outcome.
  var rows: [Row]
  /// What happened when.
  var series: Series
  /// Some requests, chosen evenly.
  var sample: [SampledRequest]
  /// A few requests as all roles saw them.
  var timelines: [Timeline]
  /// How long the edge waits on each route.
  var caps: [Cap]
  /// What a good request must reach; nil where nothing was stated.
  var objectives: Stated?
  /// Requests that reached it.
  var goodput: Goodput
  /// Tokens on both sides of the books.
  var tokens: Tokens
  /// What those cost.
  var cost: Cost
  /// What the program itself needed.
  var harness: Harness
  /// What was open at the service, now and then.
  var server: [ServerSample]
  /// Answers that the page's script may not read.
  var unreadableAnswers: Int
  /// Requests that were planned but not begun.
  var droppedArrivals: Int
  /// The same by group and reason.
  var dropped: [DroppedArrivals.Row] = []
  /// How long the run was on its own time line.
  var virtual: Duration
  /// How long it took in reality.
  var wall: Duration
}
