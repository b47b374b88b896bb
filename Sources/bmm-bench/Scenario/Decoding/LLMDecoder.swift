import FakeLLM
import World

/// Reads `llm`: how the models behave, and rules for single calls.
enum LLMDecoder {
  /// The preset models without a value.
  static func decode(_ value: SourceValue?) throws(ScenarioError) -> FakeLLMConfiguration {
    guard let value else { return FakeLLMConfiguration() }
    return try value.object { (object: inout SourceObject) throws(ScenarioError) in
      var configuration = FakeLLMConfiguration()
      if var models = try object.optionalObject("models") {
        for (name, value) in models.allMembers() {
          try read(value, name, into: &configuration.models)
        }
      }
      for rule in try object.optionalArray("rules") ?? [] {
        let decoded = try BehaviourDecoder.rule(
          rule, among: configuration.models.map(\.name))
        configuration.rules.append(decoded)
        try load(decoded, from: rule, into: &configuration.cassettes)
      }
      configuration.limits = try LimitsDecoder.decode(object.optionalValue("limits"))
      return configuration
    }
  }

  /// Loads the cassette that a rule names, whose path begins where the rule's file lies.
  private static func load(
    _ decoded: BehaviourRule, from rule: SourceValue, into cassettes: inout [String: Cassette]
  ) throws(ScenarioError) {
    guard let name = decoded.behaviour.cassette?.name, cassettes[name] == nil else { return }
    let path = SourceFolder.path(of: name, besides: rule.node.file)
    do throws(ScenarioError) {
      cassettes[name] = try CassetteFile.read(path)
    } catch {
      throw rule.blaming(error)
    }
  }

  /// Changes a known model, or adds one that says everything about itself.
  private static func read(
    _ value: SourceValue, _ name: String, into models: inout [ModelProfile]
  ) throws(ScenarioError) {
    let index = models.firstIndex { $0.name == name }
    let base = index.map { models[$0] }
    let model: ModelProfile
    do throws(ScenarioError) {
      model = try value.object { (object: inout SourceObject) throws(ScenarioError) in
        try profile(&object, name, base)
      }
    } catch {
      let near = base == nil ? NearestName.find(name, among: models.map(\.name)) : nil
      throw near.map { error.adding("; did you mean the model \"\($0)\"?") } ?? error
    }
    if let index { models[index] = model } else { models.append(model) }
  }

  private static func profile(
    _ object: inout SourceObject, _ name: String, _ base: ModelProfile?
  ) throws(ScenarioError) -> ModelProfile {
    var model =
      base
      ?? ModelProfile(
        name: name, firstToken: .constant(0), tokensPerSecond: .constant(1),
        outputTokens: .constant(1))
    if let value = try required("firstToken", &object, base) {
      model.firstToken = try DistributionDecoder.durations(value)
    }
    if let value = try required("tokensPerSecond", &object, base) {
      model.tokensPerSecond = try DistributionDecoder.numbers(value, in: 0.001...1_000_000)
    }
    if let value = try required("outputTokens", &object, base) {
      model.outputTokens = try DistributionDecoder.numbers(value, in: 1...1_000_000)
    }
    try readMore(of: &model, &object)
    model.tokensPerDelta =
      try object.optionalInt("tokensPerDelta", in: 1...1000) ?? model.tokensPerDelta
    model.refusalShare = try object.optionalProbability("refusalShare") ?? model.refusalShare
    return model
  }

  /// What every model has a usual value for.
  private static func readMore(
    of model: inout ModelProfile, _ object: inout SourceObject
  ) throws(ScenarioError) {
    model.perPromptToken = try object.optionalDuration("perPromptToken") ?? model.perPromptToken
    if let value = object.optionalValue("jitter") {
      model.jitter = try DistributionDecoder.durations(value)
    }
    if let value = object.optionalValue("reasoningTokens") {
      model.reasoningTokens = try DistributionDecoder.numbers(value, in: 0...1_000_000)
    }
    model.isPadded = try object.optionalBool("padding") ?? model.isPadded
    if let price = object.optionalValue("price") { model.price = try self.price(price) }
    let calls = 1...BenchLimits.requestsMax
    model.capacity = ModelCapacity(
      concurrent: try object.optionalInt("concurrent", in: calls) ?? model.capacity.concurrent,
      fullSpeed: try object.optionalInt("fullSpeed", in: calls) ?? model.capacity.fullSpeed)
  }

  /// Dollars for a million tokens; a billionth of a dollar for one is the least that is reckoned.
  private static func price(_ value: SourceValue) throws(ScenarioError) -> TokenPrice {
    try value.object { (object: inout SourceObject) throws(ScenarioError) in
      TokenPrice(
        input: try object.double("input", in: 0...100_000),
        output: try object.double("output", in: 0...100_000))
    }
  }

  /// A key that a new model must have and a known one may have.
  private static func required(
    _ key: String, _ object: inout SourceObject, _ base: ModelProfile?
  ) throws(ScenarioError) -> SourceValue? {
    base == nil ? try object.value(key) : object.optionalValue(key)
  }
}
