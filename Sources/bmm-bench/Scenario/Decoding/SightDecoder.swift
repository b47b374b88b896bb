/// Reads `sees`: what a user has to see at the end of a step.
struct SightDecoder {
  /// The group's name.
  let group: String

  /// Nothing without a value; else at least one thing.
  func decode(_ value: SourceValue?, isStream: Bool) throws(ScenarioError) -> Sight? {
    guard let value else { return nil }
    return try value.object { (object: inout SourceObject) throws(ScenarioError) in
      var sight = Sight(name: "sees(\(group), \(Self.step(value.path)))")
      let empty = sight
      if let outcome = object.optionalValue("outcome") { sight.outcomes = try outcomes(outcome) }
      sight.status = try object.optionalInt("status", in: 100...599)
      sight.says = try object.optionalString("says")
      sight.readable = try object.optionalBool("readable")
      sight.within = try object.optionalDuration("within")
      try readStream(&object, isStream: isStream, into: &sight)
      try object.finish()
      guard sight != empty else { throw value.error("says nothing that has to be seen") }
      return sight
    }
  }

  /// Why a key of streams has no meaning elsewhere.
  static let needsStream = "needs a stream: previewStream or analyze"

  private func readStream(
    _ object: inout SourceObject, isStream: Bool, into sight: inout Sight
  ) throws(ScenarioError) {
    guard isStream else {
      for key in ["terminalEvents", "text", "firstTokenWithin"] {
        try object.refuse(key, because: Self.needsStream)
      }
      return
    }
    sight.terminalEvents = try object.optionalInt("terminalEvents", in: 0...1_000_000)
    sight.text = try object.optionalString("text")
    sight.firstTokenWithin = try object.optionalDuration("firstTokenWithin")
  }

  private func outcomes(_ value: SourceValue) throws(ScenarioError) -> [String] {
    guard case .array = value.node.value else { return [try Self.outcome(value)] }
    var names: [String] = []
    for element in try value.array(count: 1...100) { names.append(try Self.outcome(element)) }
    return names
  }

  private static func outcome(_ value: SourceValue) throws(ScenarioError) -> String {
    let name = try value.string()
    guard Outcome.names.contains(name) else {
      let hint = NearestName.hint(for: name, among: Outcome.names, listedAs: "known")
      throw value.error("cannot be \"\(name)\"\(hint)")
    }
    return name
  }

  /// The way from the group to the step: `steps[0].repeat.steps[1]`.
  private static func step(_ path: String) -> String {
    let parts = path.split(separator: ".")
    return parts.dropFirst().dropLast(2).joined(separator: ".")
  }
}
