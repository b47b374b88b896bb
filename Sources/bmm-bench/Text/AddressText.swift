import World

/// Addresses as people and roles write them: `127.0.0.1:8080`.
enum AddressText {
  /// Reads a host and a port; nil when it is none.
  static func parse(_ text: some StringProtocol) -> Address? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, let port = Int(parts[1]), (1...65_535) ~= port
    else { return nil }
    return Address(String(parts[0]), port: port)
  }
}
