import Wire
import World

/// What a worker has found, as one line of JSON.
enum WorkReply: Equatable, Sendable {
  /// What came of a block of seeds.
  case block(job: Int, BlockReport)
  /// What came of a document.
  case trial(job: Int, TrialReport)
  /// Why the scenario cannot be run at all.
  case unusable(job: Int, reason: String)

  /// The line, without its end.
  var line: String { json.jsonString(pretty: false) }

  private var json: JSONValue {
    switch self {
    case .block(let job, let report):
      [
        "job": .integer(Int64(job)), "seeds": .integer(Int64(report.seeds)),
        "nanoseconds": .integer(report.nanoseconds),
        "exercised": .integer(Int64(report.exercised.bits)),
        "marks": .array(report.marks.names.map(JSONValue.string)),
        "failures": .array(report.failures.map(\.json)),
        "digests": .array(
          report.digests.map { .array([JSONValue.bits($0.seed), .string($0.digest)]) }),
      ]
    case .trial(let job, let report):
      [
        "job": .integer(Int64(job)), "runs": .integer(Int64(report.runs)),
        "failed": report.failed.map(JSONValue.bits) ?? .null,
        "virtual": .integer(report.virtual.nanoseconds), "said": .string(report.said),
      ]
    case .unusable(let job, let reason):
      ["job": .integer(Int64(job)), "unusable": .string(reason)]
    }
  }

  /// Reads a line; nil if it is none of ours.
  init?(_ line: String) {
    guard let json = try? JSONValue.parse(line), let job = json["job"]?.intValue else { return nil }
    if let reason = json["unusable"]?.stringValue {
      self = .unusable(job: job, reason: reason)
    } else if let runs = json["runs"]?.intValue {
      guard let virtual = json["virtual"]?.intValue, let said = json["said"]?.stringValue else {
        return nil
      }
      self = .trial(
        job: job,
        TrialReport(
          failed: json["failed"]?.bits, runs: runs, virtual: .nanoseconds(virtual), said: said))
    } else {
      guard let report = BlockReport(json: json) else { return nil }
      self = .block(job: job, report)
    }
  }
}

/// What came of a block of seeds.
struct BlockReport: Equatable, Sendable {
  /// The digest of a seed.
  struct SeedDigest: Equatable, Sendable {
    let seed: UInt64
    let digest: String
  }

  var seeds = 0
  /// How long that took in reality.
  var nanoseconds: Int64 = 0
  /// The invariants that some run says something about.
  var exercised = InvariantSet()
  /// What some run has reached.
  var marks = MarkSet()
  var failures: [OracleTally] = []
  var digests: [SeedDigest] = []

  /// Nothing yet.
  init() {}

  /// Counts a run.
  mutating func add(_ result: RunResult, tellsDigest: Bool) {
    let seed = result.scenario.seed
    seeds += 1
    marks.formUnion(result.marks)
    exercised.insert(from: result)
    if let (oracle, said) = Oracle.first(of: result) {
      failures.count(OracleTally(oracle, seeds: [seed], said: said, virtual: result.virtual))
    }
    if tellsDigest, let digest = result.digest {
      digests.append(SeedDigest(seed: seed, digest: digest))
    }
  }

  /// Reads the report of a message.
  init?(json: JSONValue) {
    guard let seeds = json["seeds"]?.intValue, let nanoseconds = json["nanoseconds"]?.intValue,
      let exercised = json["exercised"]?.intValue,
      let marks = json["marks"]?.arrayValue, let failures = json["failures"]?.arrayValue,
      let digests = json["digests"]?.arrayValue
    else { return nil }
    self.seeds = seeds
    self.nanoseconds = Int64(nanoseconds)
    self.exercised = InvariantSet(bits: exercised)
    self.marks = MarkSet(names: marks.compactMap(\.stringValue))
    self.failures = failures.compactMap(OracleTally.init(json:))
    self.digests = digests.compactMap { pair in
      guard let seed = pair[0]?.bits, let digest = pair[1]?.stringValue else { return nil }
      return SeedDigest(seed: seed, digest: digest)
    }
    let isWhole = self.failures.count == failures.count && self.digests.count == digests.count
    guard isWhole else { return nil }
  }
}

/// What came of a document that may fail as another one did.
struct TrialReport: Equatable, Sendable {
  /// The seed under which it fails; nil if it does not, or not for the same reason.
  let failed: UInt64?
  /// How many runs that took.
  let runs: Int
  /// How long the run that failed was on its own time line.
  let virtual: Duration
  /// What was seen in it.
  let said: String
}

extension OracleTally {
  /// The tally in a message.
  var json: JSONValue {
    [
      "oracle": oracle.json, "count": .integer(Int64(count)),
      "seeds": .array(seeds.map(JSONValue.bits)), "said": .string(said),
      "virtual": .integer(virtual.nanoseconds),
    ]
  }

  /// Reads a tally of a message.
  init?(json: JSONValue) {
    guard let oracle = json["oracle"].flatMap(Oracle.init(json:)),
      let count = json["count"]?.intValue, let virtual = json["virtual"]?.intValue,
      let seeds = json["seeds"]?.arrayValue?.compactMap(\.bits), !seeds.isEmpty,
      let said = json["said"]?.stringValue
    else { return nil }
    self.init(oracle, count: count, seeds: seeds, said: said, virtual: .nanoseconds(virtual))
  }
}
