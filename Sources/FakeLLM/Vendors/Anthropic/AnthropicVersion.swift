/// The versions of Anthropic's API, by the value of `anthropic-version`.
enum AnthropicVersion: String {
  case of2023 = "2023-06-01"
  /// Without sampling parameters, and with fewer places for documents and citations.
  case of2026 = "2026-10-21"
}
