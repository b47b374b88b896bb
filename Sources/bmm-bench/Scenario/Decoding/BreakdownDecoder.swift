import FakeLLM

/// Reads how an answer breaks and what is wrong with it, in the `then` of a rule.
enum BreakdownDecoder {
  /// The breakdown, if the object has one; a second one is refused.
  static func breakdown(_ object: inout SourceObject) throws(ScenarioError) -> Breakdown? {
    var found = OnlyOne<Breakdown>("ending")
    let simple: KeyValuePairs<String, Breakdown.Kind> = [
      "resetAfter": .reset, "cutAfter": .cut, "endAfter": .end, "garbageAfter": .garbage,
    ]
    for (key, kind) in simple {
      guard let value = object.optionalValue(key) else { continue }
      try found.take(key, value, Breakdown(kind, after: try value.int(in: tokens)))
    }
    if let value = object.optionalValue("errorEventAfter") {
      try found.take("errorEventAfter", value, try errorEvent(value))
    }
    if let value = object.optionalValue("stallAfter") {
      try found.take("stallAfter", value, try stall(value))
    }
    return found.value
  }

  /// What goes wrong on the way.
  static func faults(_ object: inout SourceObject) throws(ScenarioError) -> [PlacedFault] {
    var faults: [PlacedFault] = []
    for value in try object.optionalArray("faults") ?? [] {
      faults.append(
        try value.object { (fault: inout SourceObject) throws(ScenarioError) in
          PlacedFault(
            try fault.enumeration("is"),
            after: try fault.int("after", in: 0...FakeLLMLimits.scriptTokens))
        })
    }
    return faults
  }

  /// What the end lacks.
  static func omissions(_ object: inout SourceObject) throws(ScenarioError) -> StreamOmissions {
    var omissions: StreamOmissions = []
    for value in try object.optionalArray("omit") ?? [] {
      omissions.insert(try value.enumeration(among: Part.self).omission)
    }
    return omissions
  }

  private static let tokens = Breakdown.beforeHead...FakeLLMLimits.scriptTokens

  private enum Part: String, CaseIterable {
    case usage
    case finish
    case terminator
    case finalBlankLine

    var omission: StreamOmissions {
      switch self {
      case .usage: .usage
      case .finish: .finish
      case .terminator: .terminator
      case .finalBlankLine: .finalBlankLine
      }
    }
  }

  private static func errorEvent(_ value: SourceValue) throws(ScenarioError) -> Breakdown {
    try value.object { (event: inout SourceObject) throws(ScenarioError) in
      let count = try event.int("tokens", in: tokens)
      return Breakdown(.errorEvent(type: try event.string("type")), after: count)
    }
  }

  private static func stall(_ value: SourceValue) throws(ScenarioError) -> Breakdown {
    try value.object { (stall: inout SourceObject) throws(ScenarioError) in
      let count = try stall.int("tokens", in: tokens)
      let pings = try stall.optionalDuration(
        "pingEvery", in: .milliseconds(1)...BenchLimits.durationMax)
      return Breakdown(.stall(pingEvery: pings), after: count)
    }
  }
}
