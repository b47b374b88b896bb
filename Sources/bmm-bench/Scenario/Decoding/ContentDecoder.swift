import FakeLLM
import Wire

/// Reads what an answer consists of, in the `then` of a rule.
enum ContentDecoder {
  /// A content that needs no more than its name.
  enum Word: String, CaseIterable {
    case refusal
    case prose
    case fencedSpec

    var content: AnswerContent {
      switch self {
      case .refusal: .refusal
      case .prose: .prose
      case .fencedSpec: .fencedSpec
      }
    }
  }

  /// The content, if the object has one; a second one is refused.
  static func content(_ object: inout SourceObject) throws(ScenarioError) -> AnswerContent? {
    var found = OnlyOne<AnswerContent>("content")
    if let value = object.optionalValue("answer") {
      try found.take("answer", value, .spec(try shape(value)))
    }
    if let value = object.optionalValue("content") {
      try found.take("content", value, try value.enumeration(among: Word.self).content)
    }
    if let value = object.optionalValue("text") {
      try found.take("text", value, .text(try value.string()))
    }
    if let value = object.optionalValue("brokenSpec") {
      try found.take("brokenSpec", value, .brokenSpec(try flaw(value)))
    }
    if let value = object.optionalValue("injectedCode") {
      try found.take("injectedCode", value, .spiked(code: try value.string()))
    }
    return found.value
  }

  /// What stands beside the text, and how all of it ends.
  static func readRest(
    of behaviour: inout Behaviour, _ object: inout SourceObject
  ) throws(ScenarioError) {
    let tokens = 0...FakeLLMLimits.scriptTokens
    behaviour.tokens = try object.optionalInt("outputTokens", in: tokens)
    behaviour.reasoningTokens = try object.optionalInt("reasoningTokens", in: tokens)
    behaviour.tool = try object.optionalValue("tool").map(tool)
    behaviour.stop = try object.optionalString("stop").map { StopReason(named: $0) }
  }

  private static func tool(_ value: SourceValue) throws(ScenarioError) -> ToolCall {
    try value.object { (object: inout SourceObject) throws(ScenarioError) in
      var call = ToolCall(name: try object.string("name"))
      if let input = object.optionalValue("input") {
        call.input = try input.string()
        guard (try? JSONValue.parse(call.input))?.objectValue != nil else {
          throw input.error("must be the text of a JSON object, such as '{\"city\":\"Bern\"}'")
        }
      }
      return call
    }
  }

  private static func flaw(_ value: SourceValue) throws(ScenarioError) -> SpecFlaw {
    try value.object { (object: inout SourceObject) throws(ScenarioError) in
      SpecFlaw(
        try object.enumeration("field"), try object.optionalEnumeration("is") ?? .missing)
    }
  }

  private static func shape(_ value: SourceValue) throws(ScenarioError) -> AnswerShape {
    try value.object { (object: inout SourceObject) throws(ScenarioError) in
      var shape = AnswerShape(
        tools: try object.optionalInt("tools", in: 1...6),
        toolBytes: try object.optionalInt("toolBytes", in: 1...FakeLLMLimits.scriptTokens))
      if let tokens = object.optionalValue("tokens") {
        guard shape.toolBytes == nil else {
          throw tokens.error("cannot stand beside toolBytes, which decide the length")
        }
        shape.tokens = try DistributionDecoder.numbers(tokens, in: 1...1_000_000)
      }
      return shape
    }
  }
}
