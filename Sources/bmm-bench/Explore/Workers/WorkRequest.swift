import Wire

/// What a worker is asked to do, as one line of JSON.
enum WorkRequest: Equatable, Sendable {
  /// To run seeds of a scenario, one after the other.
  case block(job: Int, SeedBlock)
  /// To look whether a document fails as another one did.
  case trial(job: Int, ShrinkTrial)

  /// The line, without its end.
  var line: String { json.jsonString(pretty: false) }

  private var json: JSONValue {
    switch self {
    case .block(let job, let block):
      [
        "job": .integer(Int64(job)), "file": .string(block.file),
        "settings": .array(block.settings.map(JSONValue.string)),
        "first": .bits(block.first), "count": .integer(Int64(block.count)),
        "digestEvery": .integer(Int64(block.digestEvery)),
      ]
    case .trial(let job, let trial):
      [
        "job": .integer(Int64(job)), "file": .string(trial.file), "text": .string(trial.text),
        "seeds": .array(trial.seeds.map(JSONValue.bits)), "oracle": trial.oracle.json,
        "witness": trial.witness.map(JSONValue.bits) ?? .null,
      ]
    }
  }

  /// Reads a line; nil if it is none of ours.
  init?(_ line: String) {
    guard let json = try? JSONValue.parse(line), let job = json["job"]?.intValue,
      let file = json["file"]?.stringValue
    else { return nil }
    if let text = json["text"]?.stringValue {
      guard let oracle = json["oracle"].flatMap(Oracle.init(json:)),
        let seeds = json["seeds"]?.arrayValue?.compactMap(\.bits)
      else { return nil }
      self = .trial(
        job: job,
        ShrinkTrial(
          file: file, text: text, seeds: seeds, oracle: oracle, witness: json["witness"]?.bits))
    } else {
      guard let first = json["first"]?.bits, let count = json["count"]?.intValue,
        let every = json["digestEvery"]?.intValue,
        let settings = json["settings"]?.arrayValue?.compactMap(\.stringValue)
      else { return nil }
      self = .block(
        job: job,
        SeedBlock(file: file, settings: settings, first: first, count: count, digestEvery: every))
    }
  }
}

/// Seeds of a scenario, one behind the other.
struct SeedBlock: Equatable, Sendable {
  let file: String
  /// What the command line sets in it.
  let settings: [String]
  let first: UInt64
  let count: Int
  /// Of which seeds digests are told: of those that this divides; of none if it is 0.
  let digestEvery: Int
}

/// A document that may fail as another one did.
struct ShrinkTrial: Equatable, Sendable {
  /// The file that the document stands for: what it names is looked for beside it.
  let file: String
  let text: String
  /// The seeds that are tried, in order, until one fails.
  let seeds: [UInt64]
  let oracle: Oracle
  /// A seed under which it must hold; nil if nothing has to.
  let witness: UInt64?
}

extension Oracle {
  /// The oracle in a message.
  var json: JSONValue { ["kind": .string(kind.rawValue), "name": .string(name)] }

  /// Reads an oracle of a message.
  init?(json: JSONValue) {
    guard let kind = json["kind"]?.stringValue.flatMap(Kind.init),
      let name = json["name"]?.stringValue
    else { return nil }
    self.init(kind: kind, name: name)
  }
}

extension JSONValue {
  /// A seed in a message: its bits, since JSON has no unsigned 64-bit numbers here.
  static func bits(_ seed: UInt64) -> JSONValue { .integer(Int64(bitPattern: seed)) }

  /// The seed that a message holds.
  var bits: UInt64? { intValue.map { UInt64(bitPattern: Int64($0)) } }
}
