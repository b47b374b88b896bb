import EdgeSim
import World

/// Reads what goes wrong on a link: exactly one key of an object.
enum ToxicDecoder {
  /// The one toxic of a fault; events have one of the names that travel there, if those are known.
  static func decode(
    _ object: inout SourceObject, events: [String]?
  ) throws(ScenarioError) -> LinkToxic {
    var toxic = OnlyOne<LinkToxic>("fault")
    try readPaces(&object, into: &toxic)
    try readEnds(&object, into: &toxic)
    for strike in LinkStrike.allCases {
      guard let value = object.optionalValue(strike.rawValue) else { continue }
      try toxic.take(strike.rawValue, value, .at(try position(value, events), strike))
    }
    if let found = toxic.value { return found }
    // A misspelt key is named before one is missed.
    for key in ["down", "direction", "share", "nthConnection", "from", "for"] {
      _ = object.optionalValue(key)
    }
    try object.finish()
    throw object.value.error("needs one of \(names.joined(separator: ", "))")
  }

  private static let names =
    ["latency", "bandwidth", "slicer", "slowClose", "timeout", "resetPeer"]
    + LinkStrike.allCases.map(\.rawValue) + ["down"]

  private static func readPaces(
    _ object: inout SourceObject, into toxic: inout OnlyOne<LinkToxic>
  ) throws(ScenarioError) {
    if let value = object.optionalValue("latency") {
      try toxic.take("latency", value, .latency(try DistributionDecoder.durations(value)))
    }
    if let value = object.optionalValue("bandwidth") {
      let rate = Double(try value.bytes(in: 1...Int.max))
      try toxic.take("bandwidth", value, .bandwidth(bytesPerSecond: rate))
    }
    if let value = object.optionalValue("slicer") {
      try toxic.take("slicer", value, try slicer(value))
    }
  }

  private static func readEnds(
    _ object: inout SourceObject, into toxic: inout OnlyOne<LinkToxic>
  ) throws(ScenarioError) {
    if let value = object.optionalValue("slowClose") {
      try toxic.take("slowClose", value, .slowClose(try value.duration()))
    }
    if let value = object.optionalValue("timeout") {
      try toxic.take("timeout", value, .timeout(try value.duration()))
    }
    if let value = object.optionalValue("resetPeer") {
      try toxic.take("resetPeer", value, .resetPeer(try value.duration()))
    }
  }

  private static func slicer(_ value: SourceValue) throws(ScenarioError) -> LinkToxic {
    try value.object { (object: inout SourceObject) throws(ScenarioError) in
      let size = try object.bytes("size", in: 1...LinkLimits.heldBytes)
      return .slicer(
        averageBytes: size,
        variationBytes: try object.optionalBytes("variation", in: 0...size) ?? 0,
        delay: try object.optionalDuration("delay") ?? .zero)
    }
  }

  private static func position(
    _ value: SourceValue, _ events: [String]?
  ) throws(ScenarioError) -> LinkPosition {
    try value.object { (object: inout SourceObject) throws(ScenarioError) in
      var position = OnlyOne<LinkPosition>("position")
      for (key, make) in counts {
        guard let place = object.optionalValue(key) else { continue }
        try position.take(key, place, make(try place.int()))
      }
      if let place = object.optionalValue("event") {
        try position.take("event", place, try event(place, events))
      }
      if let found = position.value { return found }
      try object.finish()
      throw object.value.error("needs one of byte, body, event, character")
    }
  }

  private static let counts: [(key: String, make: @Sendable (Int) -> LinkPosition)] = [
    ("byte", { .byte($0) }), ("body", { .body($0) }), ("character", { .character($0) }),
  ]

  /// The number of an event, its name, or several names.
  private static func event(
    _ value: SourceValue, _ known: [String]?
  ) throws(ScenarioError) -> LinkPosition {
    switch value.node.value {
    case .number: return .event(try value.int(in: 1...Int.max))
    case .array:
      var names: [String] = []
      for name in try value.array(count: 1...BenchLimits.linkFaultsMax) {
        names.append(try eventName(name, known))
      }
      return .eventNamed(names)
    case .string: return .eventNamed([try eventName(value, known)])
    default: throw value.mismatch("a number, a name or an array of names")
    }
  }

  /// A name that no answer has would be waited for in vain.
  private static func eventName(
    _ value: SourceValue, _ known: [String]?
  ) throws(ScenarioError) -> String {
    let name = try value.string()
    guard let known, !known.contains(name) else { return name }
    throw value.error(
      "cannot be \"\(name)\"\(NearestName.hint(for: name, among: known, listedAs: "there are"))")
  }
}
