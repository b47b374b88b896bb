import FakeLLM

/// Reads `llm.limits`: what each key may use.
enum LimitsDecoder {
  /// No limits without a value.
  static func decode(_ value: SourceValue?) throws(ScenarioError) -> ProviderLimits {
    guard let value else { return ProviderLimits() }
    let counts = 1...1_000_000_000
    return try value.object { (object: inout SourceObject) throws(ScenarioError) in
      ProviderLimits(
        requestsPerMinute: try object.optionalInt("requestsPerMinute", in: counts),
        inputTokensPerMinute: try object.optionalInt("inputTokensPerMinute", in: counts),
        outputTokensPerMinute: try object.optionalInt("outputTokensPerMinute", in: counts),
        spendCap: try object.optionalInt("spendCap", in: counts),
        overloadShare: try object.optionalProbability("overloadShare") ?? 0)
    }
  }
}
