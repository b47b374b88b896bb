import Wire

/// What is kept of one run among several under different seeds.
struct SeedRun: Equatable, Sendable {
  /// A key figure's name and value; nil where the run had no sample.
  struct Value: Equatable, Sendable {
    let name: String
    let value: Double?
  }

  /// The root of its chance.
  var seed: UInt64
  var verdict: Verdict
  /// The texts of the checks that did not hold.
  var failed: [String]
  /// Its fingerprint; nil in the live world.
  var digest: String?
  /// Its key figures.
  var figures: [Value]

  /// The key figure of a name; nil without a sample.
  func value(_ name: String) -> Double? { figures.first { $0.name == name }?.value }
}

extension SeedRun {
  /// A run by its result.
  init(_ document: ResultDocument) {
    self.init(
      seed: document.seed, verdict: document.verdict,
      failed: document.checks.filter { !$0.pass }.map(\.text), digest: document.digest,
      figures: KeyFigure.all.map { Value(name: $0.name, value: $0.value(document)) })
  }

  /// The run in a result's file.
  var json: JSONValue {
    .members([
      ("seed", .integer(Int64(bitPattern: seed))), ("verdict", .string(verdict.rawValue)),
      ("failed", .array(failed.map { .string($0) })), ("digest", .of(digest)),
      ("figures", .members(figures.map { ($0.name, .of($0.value)) })),
    ])
  }

  /// Reads a run back.
  init(_ at: ResultCursor) throws {
    guard let verdict = Verdict(rawValue: try at["verdict"].text()) else {
      throw try at["verdict"].wrong("held, failed or partial")
    }
    self.init(
      seed: UInt64(bitPattern: try at["seed"].integer()), verdict: verdict,
      failed: try at["failed"].array { try $0.text() },
      digest: try at["digest"].optional { try $0.text() },
      figures: try at["figures"].members { name, place in
        Value(name: name, value: try place.optional { try $0.number() })
      })
  }
}
