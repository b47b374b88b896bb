import CCrypto
import Wire

/// Who may read the metrics: this machine itself, and whoever has the token.
struct MetricsAccess: Sendable {
  /// The token's digest, so that a comparison takes the same time whatever is sent.
  private let digest: [UInt8]?

  init(token: String?) {
    digest = token.map { SHA256Digest.of($0) }
  }

  /// Whether a request may: a forwarding header means that it is not from this machine at all.
  func allows(_ fields: HTTPFields, from peer: String) -> Bool {
    if let digest, let token = Self.bearer(fields["authorization"]) {
      return CRYPTO_memcmp(digest, SHA256Digest.of(token), digest.count) == 0
    }
    let isForwarded = ["x-forwarded-for", "forwarded", "x-real-ip", "cf-connecting-ip", "via"]
      .contains { fields[$0] != nil }
    // In the simulated network the roles' hosts have names; live they are this machine.
    return !isForwarded && (IPAddress(peer) ?? .loopback).isLoopback
  }

  private static func bearer(_ value: String?) -> String? {
    guard let parts = value?.split(separator: " ", maxSplits: 1), parts.count == 2,
      parts[0].lowercased() == "bearer"
    else { return nil }
    return String(parts[1])
  }
}
