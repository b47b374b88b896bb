/// What one key may use; a limit that is nil does not exist, and no header speaks of it.
package struct ProviderLimits: Sendable, Equatable {
  /// Calls per minute.
  let requestsPerMinute: Int?
  /// Input tokens per minute.
  let inputTokensPerMinute: Int?
  /// Output tokens per minute, counted as they are generated.
  let outputTokensPerMinute: Int?
  /// Tokens in and out that a key may use in all; then it has reached its spend limit.
  let spendCap: Int?
  /// The share of calls that are refused because the provider is overloaded, from 0 to 1.
  let overloadShare: Double

  /// Limits that no test meets, so that answers have the fields that speak of them (our choice: a
  /// thousand times what the vendors' highest tiers give).
  package static let generous = ProviderLimits(
    requestsPerMinute: 10_000_000, inputTokensPerMinute: 10_000_000_000,
    outputTokensPerMinute: 10_000_000_000)

  /// Whether anything depends on what a key has used.
  package var areCounted: Bool {
    [requestsPerMinute, inputTokensPerMinute, outputTokensPerMinute, spendCap].contains {
      $0 != nil
    }
  }

  /// Those limits for each key.
  package init(
    requestsPerMinute: Int? = nil, inputTokensPerMinute: Int? = nil,
    outputTokensPerMinute: Int? = nil, spendCap: Int? = nil, overloadShare: Double = 0
  ) {
    let limits = [requestsPerMinute, inputTokensPerMinute, outputTokensPerMinute, spendCap]
    precondition(
      limits.compactMap(\.self).allSatisfy { $0 > 0 }, "a limit of nothing: refuse the key instead")
    self.requestsPerMinute = requestsPerMinute
    self.inputTokensPerMinute = inputTokensPerMinute
    self.outputTokensPerMinute = outputTokensPerMinute
    self.spendCap = spendCap
    self.overloadShare = overloadShare
  }
}
