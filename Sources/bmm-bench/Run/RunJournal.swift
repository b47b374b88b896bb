import EdgeSim
import FakeLLM
import Service
import World

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
  private(set) var exchanges: [HopExchange] = []
  /// What the service's database was asked for, up to a bound.
  private(set) var accesses: [DatabaseAccess] = []
  /// How long such work took since somebody asked last.
  private var databaseTime = Duration.zero
  /// Requests that were planned but not begun.
  private(set) var dropped = DroppedArrivals()
  /// By how much the users of open loops came too late, the loop being busy with others.
  private(set) var lateness = Histogram()
  /// What users had to see and how often they did, in the order of the scenario.
  private(set) var sights: [SightTally] = []

  private let keeping: Keeping
  private let shard: Shard
  private let onLine: (LogLine) -> Void
  /// Requests that were begun.
  private(set) var begun = 0
  private var open: [AnswerReader] = []
  /// Mails that nobody has read, by the request that asked for each.
  private var mails: [String: Mail] = [:]

  /// A journal that hands every line of the service's log on as it comes.
  init(
    keeping: Keeping = .everything, shard: Shard = .whole,
    onLine: @escaping (LogLine) -> Void = { _ in }
  ) {
    self.keeping = keeping
    self.shard = shard
    self.onLine = onLine
  }

  /// Counts a request of a group, and returns the number that becomes part of its id; nil when
  /// the run has no room for it.
  func beginRequest(of group: String) -> Int? {
    guard begun < BenchLimits.requestsMax else {
      dropped(group, .runIsFull)
      return nil
    }
    begun += 1
    return shard.number(of: begun)
  }

  /// A user waits for its answer.
  func running(_ reader: AnswerReader) {
    reader.position = open.count
    open.append(reader)
  }

  /// A user has its answer, or has given up; the last one under way takes its place.
  func ended(_ reader: AnswerReader) {
    records.append(reader.record)
    guard let position = reader.position else { return }
    reader.position = nil
    let last = open.removeLast()
    guard last !== reader else { return }
    open[position] = last
    last.position = position
  }

  /// What users will have to see.
  func expect(_ sights: [Sight]) {
    self.sights = sights.map(SightTally.init)
  }

  /// A user has come to the end of a step: what is wrong with what it saw, if anything.
  func saw(_ sight: Sight, _ id: String, _ complaint: String?) {
    guard let index = sights.firstIndex(where: { $0.sight == sight }) else { return }
    sights[index].add(id, complaint)
  }

  /// The records of requests that had not ended when the run was broken off.
  var unfinished: [RequestRecord] {
    open.map(\.record).sorted { $0.id < $1.id }
  }

  /// Whether the run has turned a request away.
  var isFull: Bool { dropped.total(for: .runIsFull) > 0 }

  /// A request of a group could not begin.
  func dropped(_ group: String, _ reason: DroppedArrivals.Reason) {
    dropped.drop(group, reason)
  }

  /// A user came, so long behind its plan.
  func came(late: Duration) {
    lateness.record(late.nanoseconds)
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

  /// The service has sent a mail.
  func mailed(_ mail: Mail) {
    if keeping == .everything { mails[mail.requestID] = mail }
  }

  /// The mail that a request asked for, which is read once; nil if none has come.
  func takeMail(of requestID: String) -> Mail? {
    mails.removeValue(forKey: requestID)
  }

  /// A proxy is done with an exchange; to be told only where all is kept.
  func ended(_ exchange: EdgeRecord, at hop: String) {
    exchanges.append(HopExchange(hop: hop, record: exchange))
  }

  /// The service's database has done something.
  func ended(_ access: DatabaseAccess) {
    databaseTime += access.ended - access.started
    if accesses.count < BenchLimits.journaledAccesses { accesses.append(access) }
  }

  /// How long the database has worked since the last time this was asked.
  func takeDatabaseTime() -> Duration {
    defer { databaseTime = .zero }
    return databaseTime
  }

  /// Whether what the roles tell is kept, so that it is worth their while to tell it.
  var keepsAll: Bool { keeping == .everything }
}
