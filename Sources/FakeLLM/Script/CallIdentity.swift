import World

/// The ids of one answer, and what else its head tells of the call.
struct CallIdentity: Sendable, Equatable {
  /// Names the exchange, also in errors.
  var requestID: String
  /// Names the message.
  var messageID: String
  /// When the answer began, as calendar time.
  var created: WallTime
  /// What is left of the key's limits; nil without limits, or when the key was not accepted.
  var limits: RateLimitState?
}

extension CallIdentity {
  /// So many letters and digits, as the vendors' ids have them.
  static func letters(_ count: Int, from random: inout RandomStream) -> String {
    String((0..<count).map { _ in alphabet[random.index(below: alphabet.count)] })
  }

  /// Sixteen hexadecimal digits.
  static func hexDigits(from random: inout RandomStream) -> String {
    String(random.next() | 1 << 63, radix: 16)
  }

  private static let alphabet = Array(
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
}
