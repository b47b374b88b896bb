import Service

/// One secret of a deployment: from the environment only, and never shown.
struct ServiceSecret: Sendable {
  /// Its variable.
  let variable: String
  /// What it opens.
  let meaning: String
  /// The provider whose key it is, if it is one.
  let provider: Provider?

  /// All of them.
  static let all = [
    ServiceSecret(
      variable: "ANTHROPIC_API_KEY", meaning: "The key for Claude.", provider: .anthropic),
    ServiceSecret(variable: "ZHIPU_API_KEY", meaning: "The key for GLM.", provider: .zhipu),
    ServiceSecret(
      variable: "BMM_METRICS_TOKEN",
      meaning: "Opens `/metrics` to others than this machine; without it nobody else may.",
      provider: nil),
  ]

  /// How long a secret may be: none is shorter, and a header line must hold it.
  static let byteCount = 8...512

  /// Whether a text can be sent in a header field as it is.
  static func isWellFormed(_ text: String) -> Bool {
    byteCount.contains(text.utf8.count) && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
  }

  /// Whether a key of a file asks for a secret, so that its value must not be looked at.
  static func isAsked(by key: String) -> Bool {
    let word = key.lowercased()
    return ["apikey", "api_key", "token", "secret", "password"].contains { word.contains($0) }
      || word.hasSuffix("key")
  }
}
