import EdgeSim
import FakeLLM
import Service
import Wire
import World

/// Puts together what the roles saw of single requests, each on the run's time line.
struct TimelineMaker {
  private let evidence: Evidence

  init(_ evidence: Evidence) {
    self.evidence = evidence
  }

  /// The time lines of chosen requests, in that order.
  func timelines(of chosen: [TimelineChoice.Chosen]) -> [ResultDocument.Timeline] {
    // The evidence is gone through once for all of them.
    let ids = Set(chosen.map { evidence.records[$0.position].id })
    let exchanges = evidence.exchanges.filter { ids.contains($0.record.requestID) }
    let accesses = evidence.accesses.filter { $0.requestID.map(ids.contains) ?? false }
    let lines = evidence.log.filter { $0["request_id"]?.stringValue.map(ids.contains) ?? false }
    return chosen.map { choice in
      let record = evidence.records[choice.position]
      var timeline = ResultDocument.Timeline(
        id: record.id, group: record.group, plan: record.plan.rawValue,
        outcome: record.outcome.name, why: choice.why, spans: [], marks: [])
      addUser(record, to: &timeline)
      for exchange in exchanges where exchange.record.requestID == record.id {
        add(exchange, to: &timeline)
      }
      for line in lines where line["request_id"]?.stringValue == record.id {
        add(line, to: &timeline)
      }
      for access in accesses where access.requestID == record.id { add(access, to: &timeline) }
      for call in evidence.calls(behind: record.id) { add(call, to: &timeline) }
      timeline.sort()
      return timeline
    }
  }

  private func addUser(_ record: RequestRecord, to timeline: inout ResultDocument.Timeline) {
    let role = "user"
    timeline.mark(role, "planned", record.planned)
    if record.started > record.planned {
      timeline.span(role, "is late", record.planned, record.started)
    }
    timeline.mark(role, "sends", record.started)
    let head = record.headAt ?? record.ended
    timeline.span(role, "waits for the head", record.started, head, answer(of: record))
    if let at = record.headAt { timeline.mark(role, "head", at) }
    if let head = record.headAt, let first = record.firstToken {
      timeline.span(role, "waits for text", head, first)
      timeline.mark(role, "first token", first)
    }
    if let first = record.firstToken ?? record.headAt {
      timeline.span(role, "reads", first, record.ended, Format.bytes(record.bytes))
    }
    if let ended = record.ended { timeline.mark(role, record.outcome.name, ended) }
  }

  private func answer(of record: RequestRecord) -> String {
    record.status.map { "status \($0)" } ?? "no answer"
  }

  private func add(_ exchange: HopExchange, to timeline: inout ResultDocument.Timeline) {
    let record = exchange.record
    timeline.span(
      exchange.hop, "\(record.method) \(record.path)", record.started, record.ended,
      "\(record.cause), status \(record.status), \(Format.bytes(record.bytesToClient)), silent for "
        + "\(Format.duration(record.longestSilence)) at most")
    if let head = record.headSent { timeline.mark(exchange.hop, "head", head) }
  }

  /// An outcome line tells how long the service had the request; any other is a moment.
  private func add(_ line: LogLine, to timeline: inout ResultDocument.Timeline) {
    let (role, end) = ("service", evidence.instant(at: line.time))
    guard let milliseconds = line["ms"]?.intValue else {
      return timeline.mark(role, line.event, end)
    }
    let start = max(.start, end + (.zero - .milliseconds(milliseconds)))
    let status = line["status"]?.intValue.map { "status \($0)" }
    let tokens = line["output_tokens"]?.intValue.map { "\($0) tokens" }
    let finding = line["zod_message"]?.stringValue ?? line["reason"]?.stringValue
    let note = [status, tokens, finding].compactMap(\.self).joined(separator: ", ")
    timeline.span(role, line.event, start, end, note)
  }

  private func add(_ access: DatabaseAccess, to timeline: inout ResultDocument.Timeline) {
    let name = "\(access.name)".prefix { $0 != "(" }
    timeline.span("database", String(name), access.started, access.ended)
  }

  private func add(_ call: ProviderCall, to timeline: inout ResultDocument.Timeline) {
    let role = "llm"
    let note = "\(call.end.words), \(call.outputTokens) tokens"
    guard let first = call.firstToken else {
      return timeline.span(role, call.model, call.started, call.ended, note)
    }
    timeline.span(role, "\(call.model) thinks", call.started, first)
    timeline.span(role, "\(call.model) writes", first, call.ended, note)
  }
}

extension ProviderCallEnd {
  /// How a call ended, for people.
  var words: String {
    switch self {
    case .complete(let reason): "\(reason)"
    case .played: "played from a cassette"
    case .refusedRequest(let status): "refused with \(status)"
    case .clientGone: "its client left"
    case .failed(let failure): "failed: \(failure)"
    }
  }
}

extension ResultDocument.Timeline {
  fileprivate mutating func span(
    _ role: String, _ name: String, _ start: Instant, _ end: Instant?, _ note: String = ""
  ) {
    spans.append(
      Span(
        role: role, name: name, start: start - .start, end: end.map { $0 - .start }, note: note))
  }

  fileprivate mutating func mark(_ role: String, _ name: String, _ at: Instant) {
    marks.append(Mark(role: role, name: name, at: at - .start))
  }

  /// By start, and at the same one in the order in which a request passes the roles.
  fileprivate mutating func sort() {
    func order<Part>(_ parts: [Part], _ start: (Part) -> Duration) -> [Part] {
      parts.enumerated()
        .sorted { (start($0.element), $0.offset) < (start($1.element), $1.offset) }
        .map(\.element)
    }
    spans = order(spans, \.start)
    marks = order(marks, \.at)
  }
}
