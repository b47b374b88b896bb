import EdgeSim
import FakeLLM
import Service
import Wire
import World

/// What happened in a run, told by all who took part in it.
struct ReplayStory {
  let result: RunResult
  let evidence: Evidence
  /// The broken invariants, the first before the others.
  let breaches: [ReplayBreach]
  private let wire: [ReplayEvent]

  /// Runs a scenario in virtual time while somebody watches its wires.
  init(of scenario: Scenario) throws(SetUpError) {
    let log = WireLog()
    var seen: Evidence?
    let result = try ScenarioRun(scenario, .sim, watch: { log.take($0, at: $1) }).run { seen = $0 }
    guard let evidence = seen else { preconditionFailure("a run has ended without evidence") }
    self.result = result
    self.evidence = evidence
    wire = log.events
    breaches = ReplayBreach.all(of: evidence, result.invariants, end: result.virtual)
  }

  /// All that has to do with a request, in the order of time.
  func events(of record: RequestRecord) -> [ReplayEvent] {
    var events = [
      step("user", record.planned, "\(record.account) wants a \(record.route.rawValue)")
    ]
    let calls = Set(evidence.calls(behind: record.id).compactMap(\.requestID))
    events += wire.filter { event in
      guard let id = event.requestID else { return false }
      // Of a draft that was another request's, only the provider's side is this one's as well.
      return id == record.id || calls.contains(id) && event.place.contains(Self.provider)
    }
    // Whoever acts at an instant does so because of what came to it then.
    events += proxies(record) + service(record) + database(record) + provider(record)
    events += user(record) + breaches.filter { $0.requestID == record.id }.map(event)
    let end = record.ended.map { $0 - .start } ?? result.virtual
    let begin: Duration = record.planned - .start
    let last = max(events.map(\.at).max() ?? end, end)
    events += outages(from: begin, to: last)
    events += wire.filter { $0.kind == .fault && $0.at >= begin && $0.at <= last }
    return Self.merged(events.inOrder())
  }

  /// What is broken and is about no request, in the order of time.
  var breachesOfAll: [ReplayEvent] {
    breaches.filter { $0.requestID == nil }.map(event)
  }

  private static let provider = Topology.Role.llm.rawValue

  private func event(_ breach: ReplayBreach) -> ReplayEvent {
    let rank = breach == breaches.first ? "the first to break" : "broken too"
    let isKnown = result.scenario.violates.contains { $0.invariant == breach.invariant }
    let text = "\(breach.invariant.rawValue), \(rank)\(isKnown ? ", as the scenario says" : "")"
    return ReplayEvent(
      at: breach.at, place: "check", text: "\(text): \(breach.example)", kind: .broken,
      requestID: breach.requestID)
  }

  /// Faults of one sort and place in a row become one line: a swarm stalls hundreds of tasks.
  private static func merged(_ events: [ReplayEvent]) -> [ReplayEvent] {
    var merged: [ReplayEvent] = []
    var count = 1
    for event in events {
      guard let last = merged.last, last.kind == .fault, event.kind == .fault,
        last.place == event.place, Self.sort(of: last) == Self.sort(of: event)
      else {
        merged.append(event)
        count = 1
        continue
      }
      count += 1
      let first = last.text.firstRange(of: "; and ").map { String(last.text[..<$0.lowerBound]) }
      merged[merged.count - 1].text = "\(first ?? last.text); and \(count - 1) more of it"
    }
    return merged
  }

  /// What a fault is, without how long it took and how many more are told with it.
  private static func sort(of fault: ReplayEvent) -> Substring {
    fault.text.prefix { $0 != "," && $0 != ";" }
  }

  // MARK: What the roles saw

  private func user(_ record: RequestRecord) -> [ReplayEvent] {
    var events: [ReplayEvent] = []
    if record.started > record.planned {
      events.append(step("user", record.started, "begins late"))
    }
    if let first = record.firstToken { events.append(step("user", first, "sees the first text")) }
    guard let ended = record.ended else { return events }
    let said = record.message.isEmpty ? "" : " (\"\(record.message)\")"
    events.append(step("user", ended, "ends as \(record.outcome.name)\(said)"))
    if record.browser.kind.isTrouble {
      events.append(step("user", ended, "the browser would say \(record.browser.sentence)"))
    }
    return events
  }

  private func proxies(_ record: RequestRecord) -> [ReplayEvent] {
    evidence.exchanges.filter { $0.record.requestID == record.id }.map { exchange in
      let seen = exchange.record
      let kept =
        "\(Format.bytes(seen.bytesToClient)), silent for \(Format.duration(seen.longestSilence)) "
        + "at most"
      return step(
        exchange.hop, seen.ended, "is done: \(seen.cause), status \(seen.status), \(kept)")
    }
  }

  private func service(_ record: RequestRecord) -> [ReplayEvent] {
    evidence.log.filter { $0["request_id"]?.stringValue == record.id }.map { line in
      step("service", evidence.instant(at: line.time), "logs \(line.event)\(Self.fields(line))")
    }
  }

  /// What a reader of a log line looks for; the rest is in the result.
  private static func fields(_ line: LogLine) -> String {
    let shown = [
      "status", "ms", "output_tokens", "cached", "shared", "call_id", "error", "reason",
      "zod_message", "client",
    ]
    let parts = line.fields.compactMap { member -> String? in
      guard shown.contains(member.key), member.value != .null, member.value != .bool(false)
      else { return nil }
      return "\(member.key)=\(member.value.jsonString(pretty: false))"
    }
    return parts.isEmpty ? "" : ", \(parts.joined(separator: " "))"
  }

  private func database(_ record: RequestRecord) -> [ReplayEvent] {
    evidence.accesses.filter { $0.requestID == record.id }.map { access in
      let name = "\(access.name)".prefix { $0 != "(" }
      return step(
        "database", access.started, "\(name), \(Format.duration(access.ended - access.started))")
    }
  }

  private func provider(_ record: RequestRecord) -> [ReplayEvent] {
    evidence.calls(behind: record.id).flatMap { call in
      let role = Self.provider
      var events = [step(role, call.started, "takes call \(call.number) of \(call.model)")]
      if let first = call.firstToken { events.append(step(role, first, "has the first token")) }
      events.append(
        step(role, call.ended, "ends the call: \(call.end.words), \(call.outputTokens) tokens"))
      return events
    }
  }

  /// When links were down and roles were dead, as the scenario has it, within a time.
  private func outages(from begin: Duration, to last: Duration) -> [ReplayEvent] {
    result.scenario.faultyLinks.flatMap { link in
      link.outages.flatMap { Self.events(of: $0, at: link.worldName, from: begin, to: last) }
    }
  }

  /// The begin of an outage and its end; one that began before is told where the time begins.
  private static func events(
    of outage: LinkOutage, at place: String, from begin: Duration, to last: Duration
  ) -> [ReplayEvent] {
    let start = outage.window.start
    let end = outage.window.length.map { start + $0 }
    let isOver = end.map { $0 < begin } ?? false
    guard start <= last, !isOver else { return [] }
    let since = start < begin ? ", since \(ReplayText.clock(start)) s" : ""
    let down = "nobody gets through: \(outage.kind.rawValue)\(since)"
    var events = [ReplayEvent(at: max(start, begin), place: place, text: down, kind: .outage)]
    if let end, end <= last {
      events.append(ReplayEvent(at: end, place: place, text: "is whole again", kind: .outage))
    }
    return events
  }

  private func step(_ role: String, _ at: Instant, _ text: String) -> ReplayEvent {
    ReplayEvent(at: at - .start, place: role, text: text, kind: .step)
  }
}
