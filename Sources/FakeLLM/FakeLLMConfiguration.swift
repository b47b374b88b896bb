import HTTP

/// What a provider offers and how it behaves.
package struct FakeLLMConfiguration: Sendable {
  /// The models it knows; any other name is refused as unknown.
  package var models: [ModelProfile]
  /// Whether other versions of the vendors' models answer too: names of their families with a
  /// number in them.
  package var hasRelatives = false
  /// The first rule that matches a valid call decides; without one the model's profile does.
  package var rules: [BehaviourRule]
  /// The keys it accepts; nil accepts any key that is not empty.
  package var apiKeys: [String]?
  /// What each key may use.
  package var limits = ProviderLimits()
  /// Opens the control API; without one it stays shut.
  package var controlToken: ControlToken?
  /// The cassettes that rules and requests may name, by name; only looked up.
  package var cassettes: [String: Cassette] = [:]

  /// A provider with those models, rules and keys.
  package init(
    models: [ModelProfile] = ModelProfile.presets, rules: [BehaviourRule] = [],
    apiKeys: [String]? = nil, limits: ProviderLimits = ProviderLimits()
  ) {
    self.models = models
    self.rules = rules
    self.apiKeys = apiKeys
    self.limits = limits
  }
}
