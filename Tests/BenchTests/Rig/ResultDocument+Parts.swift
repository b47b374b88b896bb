import Service
import World

@testable import bmm_bench

extension Evidence {
  /// What all roles saw of some of the requests.
  func only(_ isWanted: (RequestRecord) -> Bool) -> Evidence {
    let records = records.filter(isWanted)
    let ids = records.map(\.id)
    return Evidence(
      scenario: scenario, records: records,
      calls: calls.filter { ids.contains($0.requestID ?? "") },
      log: log.filter { line in ids.contains(line["request_id"]?.stringValue ?? "") },
      exchanges: [], epoch: epoch, end: end, leftovers: leftovers)
  }

  /// The document of a run in which this was seen.
  func document(shard: Shard? = nil) -> ResultDocument {
    let result = RunResult(
      self, .sim, timeScale: nil, digest: "0123456789abcdef", virtual: .seconds(100),
      wall: .seconds(1), dropped: DroppedArrivals())
    var document = ResultDocument(result, by: .test)
    document.shard = shard
    return document
  }
}

extension Scenario {
  /// What all roles saw of a run.
  func evidence() throws -> Evidence {
    var seen: Evidence?
    _ = try ScenarioRun(self, .sim).run { seen = $0 }
    return try seen ?? { throw SetUpError(file: file, reason: "was not seen") }()
  }
}
