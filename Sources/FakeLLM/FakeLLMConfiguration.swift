/// What a provider offers and how it behaves.
package struct FakeLLMConfiguration: Sendable {
  /// The models it knows; any other name is refused as unknown.
  package var models: [ModelProfile]
  /// The first rule that matches a valid call decides; without one the model's profile does.
  package var rules: [BehaviourRule]
  /// The keys it accepts; nil accepts any key that is not empty.
  package var apiKeys: [String]?

  /// A provider with those models, rules and keys.
  package init(
    models: [ModelProfile] = ModelProfile.presets, rules: [BehaviourRule] = [],
    apiKeys: [String]? = nil
  ) {
    self.models = models
    self.rules = rules
    self.apiKeys = apiKeys
  }
}
