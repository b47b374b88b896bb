import World

/// Addresses as people and roles write them: `127.0.0.1:8080`.
enum AddressText {
  /// Reads a host and a port; nil when it is none.
  static func parse(_ text: some StringProtocol) -> Address? {
    Address(text: text).flatMap { $0.port > 0 ? $0 : nil }
  }
}
