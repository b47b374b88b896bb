import EdgeSim
import FakeLLM
import Service
import World

/// What all roles saw of a run, joined by request id.
struct Evidence: Sendable {
  /// The scenario that ran.
  let scenario: Scenario
  /// The users' view, in the order in which requests ended.
  private(set) var records: [RequestRecord]
  /// The provider's view.
  let calls: [ProviderCall]
  /// The service's log.
  let log: [LogLine]
  /// The proxies' view.
  let exchanges: [HopExchange]
  /// What the service's database was asked for.
  let accesses: [DatabaseAccess]
  /// The calendar time at which the run began.
  let epoch: WallTime
  /// How the loop ended.
  private(set) var end: LoopEnd
  /// What was still there at the end, in words.
  let leftovers: [String]

  private let callIndex: [String: [Int]]
  private let sharedCallIDs: [String: String]
  private let outcomeIndex: [String: [Int]]
  /// When the last of those who waited for a call had ended, by the id it was made under.
  private let lastEnds: [String: Instant]

  init(
    scenario: Scenario, records: [RequestRecord], calls: [ProviderCall], log: [LogLine],
    exchanges: [HopExchange], accesses: [DatabaseAccess] = [], epoch: WallTime, end: LoopEnd,
    leftovers: [String]
  ) {
    self.scenario = scenario
    self.records = records
    self.calls = calls
    self.log = log
    self.exchanges = exchanges
    self.accesses = accesses
    self.epoch = epoch
    self.end = end
    self.leftovers = leftovers
    callIndex = Self.index(calls) { $0.requestID }
    outcomeIndex = Self.index(log) { line in
      PreviewOutcome(rawValue: line.event) == nil ? nil : line["request_id"]?.stringValue
    }
    let shared = Self.sharedCalls(log)
    var lastEnds: [String: Instant] = [:]
    for record in records {
      let callID = shared[record.id] ?? record.id
      lastEnds[callID] = max(lastEnds[callID] ?? .start, record.ended ?? .never)
    }
    sharedCallIDs = shared
    self.lastEnds = lastEnds
  }

  /// Of a run that was broken off, what can be judged: who still waited has nothing to say.
  var settled: Evidence {
    guard end == .interrupted else { return self }
    var evidence = self
    evidence.records.removeAll { $0.outcome == .unfinished }
    evidence.end = .idle
    return evidence
  }

  /// An instant of the run as calendar time.
  func wallTime(at instant: Instant) -> WallTime { epoch + (instant - .start) }

  /// A calendar time of the run as an instant.
  func instant(at time: WallTime) -> Instant {
    .start + .nanoseconds(time.nanoseconds - epoch.nanoseconds)
  }

  /// The provider calls that were made for a request.
  func calls(for id: String) -> [ProviderCall] {
    (callIndex[id] ?? []).map { calls[$0] }
  }

  /// The provider calls that a request waited for: its own, or those of the request it joined.
  func calls(behind id: String) -> [ProviderCall] {
    calls(for: sharedCallIDs[id] ?? id)
  }

  /// When the last of those who waited for a request's own calls had ended; `never` for one who
  /// had not.
  func lastEnd(ofCallsFor id: String) -> Instant {
    lastEnds[id] ?? .never
  }

  /// Under which other request's id the provider was asked, by the service's own word.
  private static func sharedCalls(_ log: [LogLine]) -> [String: String] {
    var ids: [String: String] = [:]
    for line in log where line["shared"]?.boolValue == true {
      guard let id = line["request_id"]?.stringValue else { continue }
      ids[id] = line["call_id"]?.stringValue
    }
    return ids
  }

  /// The outcome lines that the service wrote for a request.
  func outcomeLines(for id: String) -> [LogLine] {
    (outcomeIndex[id] ?? []).map { log[$0] }
  }

  /// The tokens that the provider sold for a request.
  func tokensSold(for id: String) -> Int {
    calls(for: id).reduce(0) { $0 + $1.outputTokens }
  }

  /// Whether the service may have died over a request, and with it what it knew; a user has no
  /// answer then.
  func diedWithService(_ record: RequestRecord) -> Bool {
    guard record.outcome == .connectionLost || record.isEdgeMade else { return false }
    let ended = record.ended ?? .never
    return scenario.restarts.contains { death in
      guard death.role == Topology.Role.service.rawValue else { return false }
      // One that was told to stop leaves nobody without an answer whom it has heard.
      if death.isOrderly, !record.isEdgeMade { return false }
      return record.started <= .start + death.end && ended >= .start + death.at
    }
  }

  /// What the provider asks for a request's calls, in billionths of a dollar.
  func cost(for id: String) -> Int64 {
    calls(for: id).reduce(0) { $0 + cost(of: $1) }
  }

  /// What the provider asks for a call, in billionths of a dollar; one without a token is free.
  func cost(of call: ProviderCall) -> Int64 {
    guard call.outputTokens > 0,
      let price = scenario.llm.models.first(where: { $0.name == call.model })?.price
    else { return 0 }
    // A dollar for a million tokens is a thousand billionths for one.
    let cost =
      Double(call.inputTokens) * price.input * 1_000
      + Double(call.outputTokens) * price.output * 1_000
    return Int64(cost.rounded())
  }

  /// Positions by key; only looked up, never gone through.
  private static func index<Element>(
    _ elements: [Element], _ key: (Element) -> String?
  ) -> [String: [Int]] {
    var index: [String: [Int]] = [:]
    for (position, element) in elements.enumerated() {
      if let key = key(element) { index[key, default: []].append(position) }
    }
    return index
  }
}
