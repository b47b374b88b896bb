import EdgeSim
import FakeLLM
import Service

/// Where the roles of a run write down what they saw.
final class RunJournal: @unchecked Sendable {  // Confined to the run's loop.
  /// How much is kept until the end.
  enum Keeping: Sendable {
    /// All, for checks and reports.
    case everything
    /// Nothing: a server that runs for days must not grow.
    case nothing
  }

  /// The users' view of requests that have ended.
  private(set) var records: [RequestRecord] = []
  /// The provider's view.
  private(set) var calls: [ProviderCall] = []
  /// The service's log.
  private(set) var log: [LogLine] = []
  /// The edge's view.
  private(set) var exchanges: [EdgeRecord] = []
  /// Whether the machine had no descriptor or port left for a user: the run then says nothing.
  private(set) var ranOutOfSockets = false
  /// Requests that were planned but not begun, since the run had no room for them.
  private(set) var droppedArrivals = 0

  private let keeping: Keeping
  private let shard: Shard
  private let onLine: (LogLine) -> Void
  private var begun = 0
  private var open: [String: AnswerReader] = [:]

  /// A journal that hands every line of the service's log on as it comes.
  init(
    keeping: Keeping = .everything, shard: Shard = .whole,
    onLine: @escaping (LogLine) -> Void = { _ in }
  ) {
    self.keeping = keeping
    self.shard = shard
    self.onLine = onLine
  }

  /// Counts a request, and returns the number that becomes part of its id; nil when the run has
  /// no room for it.
  func beginRequest() -> Int? {
    guard begun < BenchLimits.requestsMax else {
      droppedArrivals += 1
      return nil
    }
    begun += 1
    return shard.number(of: begun)
  }

  /// A user waits for its answer.
  func running(_ id: String, _ reader: AnswerReader) {
    open[id] = reader
  }

  /// A user has its answer, or has given up.
  func ended(_ record: RequestRecord) {
    open[record.id] = nil
    records.append(record)
  }

  /// The records of requests that had not ended when the run was broken off.
  var unfinished: [RequestRecord] {
    open.sorted { $0.key < $1.key }.map(\.value.record)
  }

  /// A user could not even open a socket.
  func hadNoSocket() {
    ranOutOfSockets = true
  }

  /// The provider is done with a call.
  func ended(_ call: ProviderCall) {
    if keeping == .everything { calls.append(call) }
  }

  /// The service has written a line.
  func wrote(_ line: LogLine) {
    onLine(line)
    if keeping == .everything { log.append(line) }
  }

  /// The edge is done with an exchange.
  func ended(_ exchange: EdgeRecord) {
    if keeping == .everything { exchanges.append(exchange) }
  }
}
