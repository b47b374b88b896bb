import HTTP
import Wire
import World

/// The edge's numbers, each with its source.
package enum EdgeLimits {
  /// From the SYN to its answer; then 522 (Cloudflare "Connection limits", 2025; 15 s before).
  package static let connect = Duration.seconds(19)
  /// For an origin to take the request's bytes; then 524 (Cloudflare "Error 524").
  package static let write = Duration.seconds(30)
  /// How long an unused origin connection is kept (Cloudflare "Connection limits", proxy idle).
  package static let originIdle = Duration.seconds(900)
  /// Read timeout as documented until the middle of 2025 (Cloudflare "Error 524").
  package static let read2024 = Duration.seconds(100)
  /// Read timeout as documented from the middle of 2025 (Cloudflare "Error 524").
  package static let read2025 = Duration.seconds(120)
  /// Read timeout as documented in August 2026; 125.4 s were measured then.
  package static let read2026 = Duration.seconds(125)
  /// The most by which the read timeout is late (Cloudflare "Error 524": up to one second).
  package static let readJitter = Duration.seconds(1)
  /// For a client to take 48 KiB; Cloudflare names no number, this is nginx's send_timeout.
  package static let clientStall = Duration.seconds(60)
  /// A timeout that never comes.
  package static let noTimeout = Duration.nanoseconds(Int64.max)

  /// The longest request body in bytes: 100 MB on the free and pro plans (Cloudflare "Error 413").
  package static let bodyBytes = 100_000_000
  /// The longest request target in bytes (Cloudflare "Connection limits": 16 KB).
  package static let targetBytes = 16 * 1024
  /// The longest head in bytes: 128 KB at Cloudflare (2025-10-16), here what a connection holds.
  package static let headBytes = NetworkLimits.inputBytes
  /// Bodies of a known length up to this are gathered, so that the client's connection can stay.
  package static let gatheredBytes = 64 * 1024

  /// What `retry-after` says on errors of the origin; Cloudflare publishes no number for 5xx.
  package static let retryAfterSeconds = 60

  /// The limits of a profile's requests.
  static func request(_ profile: EdgeProfile) -> HTTPLimits {
    HTTPLimits(
      headBytes: headBytes, targetBytes: targetBytes, bodyBytes: profile.bodyBytesLimit)
  }

  /// The limits of the origin's answers, whose bodies may be of any length.
  static let response = HTTPLimits(headBytes: headBytes, bodyBytes: .max)
}
