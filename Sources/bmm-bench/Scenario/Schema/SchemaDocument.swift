import Wire

/// The JSON Schema (draft-07, which editors know) of scenario files.
enum SchemaDocument {
  /// The whole schema.
  static let json = object([
    ("$schema", "http://json-schema.org/draft-07/schema#"),
    ("title", "A scenario of bmm-bench"),
    ("$ref", reference(ScenarioSchema.sections[0].name)),
    ("definitions", definitions),
  ])

  private static let definitions = object(
    ScenarioSchema.sections.filter { $0.name != "distribution" }.map { ($0.name, section($0)) }
      + [
        ("duration", quantity("s", ["us", "ms", "s", "m", "h"])),
        ("rate", quantity("5/s", ["/s", "/m", "/h"])),
        ("bytes", quantity("12kB", ["B", "kB", "MB", "GB", "KiB", "MiB", "GiB"])),
        ("share", share),
      ])

  private static func section(_ section: SchemaSection) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("description", .string(section.about)), ("type", "object"),
      ("properties", object(section.entries.map { ($0.name, key($0)) })),
      ("additionalProperties", false),
    ]
    let required = section.entries.filter(\.isRequired).map { JSONValue.string($0.name) }
    // What a file leaves out can stand in the one that it extends.
    if section.place.isEmpty {
      members.append(("anyOf", [requiring(["extends"]), object([("required", .array(required))])]))
    } else if !required.isEmpty {
      members.append(("required", .array(required)))
    }
    if !section.exactlyOne.isEmpty {
      members.append(("oneOf", .array(section.exactlyOne.map { requiring([$0]) })))
    }
    return object(members)
  }

  private static func requiring(_ keys: [String]) -> JSONValue {
    object([("required", .array(keys.map { .string($0) }))])
  }

  /// Beside a reference draft-07 reads nothing else, hence `allOf`.
  private static func key(_ key: SchemaKey) -> JSONValue {
    let preset = key.isRequired || key.preset.isEmpty ? "" : "\n\nDefault: \(key.preset)"
    // In a file that extends another one, null takes a key away.
    let values = key.isRequired ? [kind(key.kind)] : [kind(key.kind), type("null")]
    return object([
      ("description", .string(key.about + preset)),
      (values.count == 1 ? "allOf" : "anyOf", .array(values)),
    ])
  }

  private static func kind(_ kind: SchemaKind) -> JSONValue {
    switch kind {
    case .text: type("string")
    case .flag: type("boolean")
    case .whole(let range): bounded("integer", .integer(Int64(range.lowerBound)), upper(range))
    case .number(let range):
      bounded("number", .number(range.lowerBound), .number(range.upperBound))
    case .duration, .rate, .bytes, .share: named("\(kind)")
    case .durations: varied(named("duration"))
    case .numbers(let range): varied(self.kind(.number(range)))
    case .words(let words): object([("enum", .array(words.map { .string($0) }))])
    case .list(let element): object([("type", "array"), ("items", self.kind(element))])
    case .map(let value): object([("type", "object"), ("additionalProperties", self.kind(value))])
    case .section(let name): named(name)
    case .either(let kinds): object([("anyOf", .array(kinds.map(self.kind)))])
    case .anything: true
    }
  }

  private static func type(_ name: String) -> JSONValue { object([("type", .string(name))]) }

  private static func upper(_ range: ClosedRange<Int>) -> JSONValue? {
    range.upperBound == .max ? nil : .integer(Int64(range.upperBound))
  }

  private static func bounded(
    _ type: String, _ lower: JSONValue, _ upper: JSONValue?
  ) -> JSONValue {
    object(
      [("type", .string(type)), ("minimum", lower)] + (upper.map { [("maximum", $0)] } ?? []))
  }

  private static func reference(_ name: String) -> JSONValue { .string("#/definitions/\(name)") }

  private static func named(_ name: String) -> JSONValue { object([("$ref", reference(name))]) }

  /// A value, or an object that says how such values vary.
  private static func varied(_ value: JSONValue) -> JSONValue {
    func shape(_ name: String, _ kind: JSONValue) -> JSONValue {
      object([
        ("type", "object"), ("properties", object([(name, kind)])), ("required", [.string(name)]),
        ("additionalProperties", false),
      ])
    }
    func parameters(_ names: [(String, JSONValue)]) -> JSONValue {
      object([
        ("type", "object"), ("properties", object(names)),
        ("required", .array(names.map { .string($0.0) })), ("additionalProperties", false),
      ])
    }
    let sample = object([("type", "array"), ("items", value), ("minItems", 1)])
    let sigma = kind(.number(0...3))
    return object([
      (
        "anyOf",
        [
          value, shape("uniform", sample), shape("exponential", value), shape("empirical", sample),
          shape("normal", parameters([("mean", value), ("deviation", value)])),
          shape("logNormal", parameters([("median", value), ("sigma", sigma)])),
        ]
      )
    ])
  }

  private static func quantity(_ example: String, _ units: [String]) -> JSONValue {
    let pattern = "^[0-9]+(\\.[0-9]+)?(\(units.joined(separator: "|")))$"
    return object([("type", "string"), ("pattern", .string(pattern))])
  }

  private static let share = object([
    (
      "anyOf",
      [
        bounded("number", 0, 1),
        object([("type", "string"), ("pattern", "^[0-9]+(\\.[0-9]+)?%?$")]),
      ]
    )
  ])

  private static func object(_ members: [(String, JSONValue)]) -> JSONValue {
    .object(members.map { JSONMember(key: $0.0, value: $0.1) })
  }
}
