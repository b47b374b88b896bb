/// Where the providers are reached.
package struct ProviderEndpoints: Sendable, Equatable {
  /// The Messages API.
  package var anthropic: ProviderEndpoint
  /// The chat completions of GLM.
  package var zhipu: ProviderEndpoint

  /// The endpoints of both providers.
  package init(anthropic: ProviderEndpoint, zhipu: ProviderEndpoint) {
    self.anthropic = anthropic
    self.zhipu = zhipu
  }
}
