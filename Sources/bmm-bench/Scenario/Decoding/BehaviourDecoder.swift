import FakeLLM

/// Reads one rule of `llm.rules`: `when` says for which calls, `then` what the provider does.
enum BehaviourDecoder {
  /// The rules that come over the provider's control API: `{ rules: […] }`, as in a scenario.
  static let runtimeRules = RuleReader { bytes throws(RuleReader.Complaint) in
    do throws(ScenarioError) {
      let document = SourceValue(try JSON5Parser.parse(bytes, file: "body"))
      return try document.object { (object: inout SourceObject) throws(ScenarioError) in
        var rules: [BehaviourRule] = []
        for value in try object.array("rules") { rules.append(try rule(value)) }
        return rules
      }
    } catch {
      throw RuleReader.Complaint("\(error)")
    }
  }

  /// A rule; without `when` it is for every call.
  static func rule(_ value: SourceValue) throws(ScenarioError) -> BehaviourRule {
    try value.object { (object: inout SourceObject) throws(ScenarioError) in
      let match = try object.optionalValue("when").map(Self.match) ?? .all
      return BehaviourRule(match, try behaviour(try object.value("then")))
    }
  }

  private static func match(_ value: SourceValue) throws(ScenarioError) -> BehaviourRule.Match {
    try value.object { (object: inout SourceObject) throws(ScenarioError) in
      BehaviourRule.Match(
        model: try object.optionalString("model"),
        promptContains: try object.optionalString("promptContains"),
        nthCall: try object.optionalInt("nthCall", in: 1...Int.max),
        share: try object.optionalProbability("share"))
    }
  }

  /// A word for what needs no number, else an object with one key.
  private static func behaviour(_ value: SourceValue) throws(ScenarioError) -> Behaviour {
    if case .string = value.node.value {
      switch try value.enumeration(among: Word.self) {
      case .refusal: return .refusal
      case .prose: return .prose
      case .fencedSpec: return .fencedSpec
      }
    }
    return try value.object { (object: inout SourceObject) throws(ScenarioError) in
      try parameterised(&object)
    }
  }

  private enum Word: String, CaseIterable {
    case refusal
    case prose
    case fencedSpec
  }

  private static func parameterised(
    _ object: inout SourceObject
  ) throws(ScenarioError) -> Behaviour {
    let tokens = 0...1_000_000
    if let answer = object.optionalValue("answer") { return .answer(try shape(answer)) }
    if let failure = object.optionalValue("failure") { return try Self.failure(failure) }
    if let count = try object.optionalInt("resetAfter", in: tokens) {
      return .resetAfter(tokens: count)
    }
    if let count = try object.optionalInt("cutAfter", in: tokens) {
      return .cutAfter(tokens: count)
    }
    if let count = try object.optionalInt("endAfter", in: tokens) {
      return .endAfter(tokens: count)
    }
    if let name = try object.optionalString("cassette") {
      return .cassette(
        name: name,
        speed: try object.optionalDouble("speed", in: FakeLLMLimits.cassetteSpeed) ?? 1)
    }
    if var event = try object.optionalObject("errorEventAfter") {
      let behaviour = Behaviour.errorEventAfter(
        tokens: try event.int("tokens", in: tokens), type: try event.string("type"))
      try event.finish()
      return behaviour
    }
    if var stall = try object.optionalObject("stallAfter") {
      let behaviour = Behaviour.stallAfter(
        tokens: try stall.int("tokens", in: tokens),
        pingEvery: try stall.optionalDuration(
          "pingEvery", in: .milliseconds(1)...BenchLimits.durationMax))
      try stall.finish()
      return behaviour
    }
    // Nothing known was found: name the unknown key, or say that the object is empty.
    try object.finish()
    throw object.value.error("says no behaviour")
  }

  private static func failure(_ value: SourceValue) throws(ScenarioError) -> Behaviour {
    try value.object { (object: inout SourceObject) throws(ScenarioError) in
      .failure(
        status: try object.int("status", in: 400...599),
        retryAfter: try object.optionalDuration("retryAfter"))
    }
  }

  private static func shape(_ value: SourceValue) throws(ScenarioError) -> AnswerShape {
    try value.object { (object: inout SourceObject) throws(ScenarioError) in
      var shape = AnswerShape(tools: try object.optionalInt("tools", in: 1...6))
      if let tokens = object.optionalValue("tokens") {
        shape.tokens = try DistributionDecoder.numbers(tokens, in: 1...1_000_000)
      }
      return shape
    }
  }
}
