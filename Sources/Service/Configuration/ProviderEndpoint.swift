import World

/// Where a provider is reached, and with which key.
package struct ProviderEndpoint: Sendable, Equatable {
  /// The address of its API.
  package var address: Address
  /// The secret sent with every call; it never stands in a log.
  package var key: String

  /// An endpoint with its key.
  package init(_ address: Address, key: String) {
    self.address = address
    self.key = key
  }
}
