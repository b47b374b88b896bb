import Wire

/// What is in a result file, as the report reads it: key by key, as `docs/results.md` has them.
///
/// What is missing counts as nothing, so that a section without figures is left out.
struct ReportDocument {
  let json: JSONValue

  /// The names of outcomes, the most frequent first, with their numbers.
  let outcomes: [(name: String, count: Int)]
  /// How outcomes look.
  let looks: OutcomeLooks

  init(_ json: JSONValue) {
    self.json = json
    outcomes = json.members("outcomes").map { ($0.key, $0.value.intValue ?? 0) }
    looks = OutcomeLooks(outcomes.map(\.name))
  }

  /// How many requests there were.
  var requests: Int { outcomes.reduce(0) { $0 + $1.count } }

  /// The name of the scenario.
  var scenario: String { json.text("scenario") }

  /// The metric under a name, if it has values.
  func metric(_ name: String) -> JSONValue? {
    json["metrics"]?[name].flatMap { $0.whole("count") > 0 ? $0 : nil }
  }

  /// The metrics that have values.
  var metrics: [JSONMember] {
    json.members("metrics").filter { $0.value.whole("count") > 0 }
  }

  /// The read time-outs of the edge.
  var caps: [JSONValue] { json.list("caps") }

  /// Figures per group, plan, model, stage and outcome.
  var rows: [JSONValue] { json.list("rows") }

  /// The command that runs the same again.
  var repetition: String {
    var line = RepeatLine(
      file: json.text("file"), seed: json.seed, settings: settings,
      isLive: json.text("world") == Arm.live.rawValue, timeScale: json.real("timeScale"),
      shard: shard)
    line.cover(json.list("seeds").map(\.seed))
    return line.text
  }

  private var settings: [String] { json.list("set").compactMap(\.stringValue) }

  private var shard: Shard? {
    guard let part = json["shard"] else { return nil }
    return Shard("\(part.whole("index"))/\(part.whole("count"))")
  }
}

extension JSONValue {
  /// The elements under a key, none if there are none.
  func list(_ key: String) -> [JSONValue] { self[key]?.arrayValue ?? [] }

  /// The members under a key, none if there are none.
  func members(_ key: String) -> [JSONMember] { self[key]?.objectValue ?? [] }

  /// The text under a key, empty if there is none.
  func text(_ key: String) -> String { self[key]?.stringValue ?? "" }

  /// The number under a key.
  func real(_ key: String) -> Double? { self[key]?.doubleValue }

  /// The whole number under a key, 0 if there is none.
  func whole(_ key: String) -> Int { self[key]?.intValue ?? 0 }

  /// The seed, which a file holds as the bits of a signed number.
  var seed: UInt64 { UInt64(bitPattern: Int64(whole("seed"))) }

  /// The number under a key to its last digit, which a double would not keep.
  func exact(_ key: String) -> String {
    self[key]?.intValue.map { "\($0)" } ?? Format.missing
  }
}
