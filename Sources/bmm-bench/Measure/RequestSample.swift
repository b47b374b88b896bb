import World

/// Chooses requests to show one by one: evenly, the same in every process, failures first.
///
/// Each request has a number that follows from its id and seed, and the lowest are chosen. So a
/// choice among the chosen ones of all shards is the choice among all requests.
enum RequestSample {
  /// The chosen ones among requests, by their planned start.
  static func choose(
    among requests: [ResultDocument.SampledRequest], most: Int = BenchLimits.sampleMax
  ) -> [ResultDocument.SampledRequest] {
    guard requests.count > most else { return inOrder(requests) }
    let failures = requests.filter(isFailure)
    let others = requests.filter { !isFailure($0) }
    // Half of the places are theirs, and all that the others leave.
    let places = max(most / 2, most - others.count)
    let chosen = lowest(places, of: failures)
    return inOrder(chosen + lowest(most - chosen.count, of: others))
  }

  /// The requests of a run.
  static func requests(of evidence: Evidence) -> [ResultDocument.SampledRequest] {
    let figures = RequestFigures(evidence)
    return evidence.records.map { record in
      ResultDocument.SampledRequest(
        id: record.id, seed: evidence.scenario.seed, group: record.group,
        plan: record.plan.rawValue,
        model: figures.model(of: record), stage: record.stageName, outcome: record.outcome.name,
        planned: record.planned - .start, started: record.started - .start,
        ttft: record.firstToken.map { max(.zero, $0 - record.planned) },
        e2e: record.ended.map { max(.zero, $0 - record.planned) },
        headroom: figures.headroom(of: record))
    }
  }

  private static func isFailure(_ request: ResultDocument.SampledRequest) -> Bool {
    !unfailing.contains(request.outcome)
  }

  /// Each route has a success of its own; and who left has not failed, nor has the service.
  private static let unfailing = Route.allCases.map(\.success.name) + [Outcome.left.name]

  private static func lowest(
    _ count: Int, of requests: [ResultDocument.SampledRequest]
  ) -> [ResultDocument.SampledRequest] {
    let numbered = requests.map { (number: number(of: $0), request: $0) }
      .sorted {
        ($0.number, $0.request.seed, $0.request.id) < ($1.number, $1.request.seed, $1.request.id)
      }
    return numbered.prefix(count).map(\.request)
  }

  private static func number(of request: ResultDocument.SampledRequest) -> UInt64 {
    var digest = TraceDigest()
    digest.mix(request.seed)
    digest.mix(request.id)
    return digest.value
  }

  private static func inOrder(
    _ requests: [ResultDocument.SampledRequest]
  ) -> [ResultDocument.SampledRequest] {
    requests.sorted { ($0.planned, $0.seed, $0.id) < ($1.planned, $1.seed, $1.id) }
  }
}
