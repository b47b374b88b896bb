import FakeLLM

/// Reads one rule of `llm.rules`: `when` says for which calls, `then` what the provider does.
enum BehaviourDecoder {
  /// A rule about one of the models; without `when` it is for every call.
  static func rule(
    _ value: SourceValue, among models: [String]
  ) throws(ScenarioError) -> BehaviourRule {
    try value.object { (object: inout SourceObject) throws(ScenarioError) in
      var match = BehaviourRule.Match.all
      if let when = object.optionalValue("when") { match = try Self.match(when, among: models) }
      return BehaviourRule(match, try behaviour(try object.value("then")))
    }
  }

  private static func match(
    _ value: SourceValue, among models: [String]
  ) throws(ScenarioError) -> BehaviourRule.Match {
    try value.object { (object: inout SourceObject) throws(ScenarioError) in
      BehaviourRule.Match(
        model: try model(object.optionalValue("model"), among: models),
        promptContains: try object.optionalString("promptContains"),
        header: try object.optionalValue("header").map(header),
        account: try object.optionalString("account"),
        nthCall: try object.optionalInt("nthCall", in: 1...Int.max),
        share: try object.optionalProbability("share"))
    }
  }

  /// A model that nobody can ask for would leave the rule without a call.
  private static func model(
    _ value: SourceValue?, among known: [String]
  ) throws(ScenarioError) -> String? {
    guard let value else { return nil }
    let name = try value.string()
    guard !known.contains(name) else { return name }
    let hint = NearestName.hint(for: name, among: known, listedAs: "known")
    throw value.error("cannot be \"\(name)\", which llm.models does not have\(hint)")
  }

  private static func header(_ value: SourceValue) throws(ScenarioError) -> BehaviourRule.Header {
    try value.object { (object: inout SourceObject) throws(ScenarioError) in
      BehaviourRule.Header(
        try object.string("name"), contains: try object.optionalString("contains") ?? "")
    }
  }

  /// A word for a content, else an object whose keys are combined.
  private static func behaviour(_ value: SourceValue) throws(ScenarioError) -> Behaviour {
    if case .string = value.node.value {
      return Behaviour(try value.enumeration(among: ContentDecoder.Word.self).content)
    }
    let behaviour = try value.object { (object: inout SourceObject) throws(ScenarioError) in
      var behaviour = Behaviour()
      behaviour.content = try ContentDecoder.content(&object)
      try ContentDecoder.readRest(of: &behaviour, &object)
      behaviour.error = try object.optionalValue("failure").map(failure)
      behaviour.cassette = try cassette(&object)
      behaviour.breakdown = try BreakdownDecoder.breakdown(&object)
      try readPace(of: &behaviour, &object)
      behaviour.faults = try BreakdownDecoder.faults(&object)
      behaviour.omissions = try BreakdownDecoder.omissions(&object)
      return behaviour
    }
    guard behaviour != Behaviour() else { throw value.error("says no behaviour") }
    guard !behaviour.hasMoreThanCassette else {
      throw value.error("plays a cassette as it is: no key but speed goes with it")
    }
    return behaviour
  }

  private static func readPace(
    of behaviour: inout Behaviour, _ object: inout SourceObject
  ) throws(ScenarioError) {
    behaviour.firstToken = try object.optionalDuration("firstToken")
    behaviour.tokensPerSecond = try object.optionalDouble("tokensPerSecond", in: 0.1...1_000_000)
    if let scalars = try object.optionalInt("deltaScalars", in: 1...FakeLLMLimits.scriptTokens) {
      behaviour.deltaSize = .scalars(scalars)
    }
    behaviour.writeBytes = try object.optionalInt(
      "writeBytes", in: 1...FakeLLMLimits.scriptTokens)
  }

  private static func cassette(
    _ object: inout SourceObject
  ) throws(ScenarioError) -> CassetteChoice? {
    let speed = try object.optionalDouble("speed", in: FakeLLMLimits.cassetteSpeed)
    guard let name = try object.optionalString("cassette") else {
      if speed != nil { throw object.value.error("has a speed but no cassette") }
      return nil
    }
    return CassetteChoice(name, speed: speed ?? 1)
  }

  private static func failure(_ value: SourceValue) throws(ScenarioError) -> ErrorReply {
    try value.object { (object: inout SourceObject) throws(ScenarioError) in
      ErrorReply(
        status: try object.int("status", in: 400...599),
        type: try object.optionalString("type"), code: try object.optionalString("code"),
        retryAfter: try object.optionalDuration("retryAfter"),
        shouldRetry: try object.optionalBool("shouldRetry"))
    }
  }
}
