import Wire
import World

/// Names each request, for the logs of every party on its way.
struct RequestID {
  private var random: RandomStream

  init(_ random: RandomStream) {
    self.random = random
  }

  /// The client's own id if it is a sane token, else a new one of 128 random bits.
  mutating func next(for fields: HTTPFields) -> String {
    if let given = fields["x-request-id"], Self.isSane(given) { return given }
    return hexadecimal(random.next(), random.next())
  }

  /// Letters, digits and `-._` only: the id goes into headers and logs.
  static func isSane(_ id: String) -> Bool {
    guard (1...ServiceLimits.requestIDLength).contains(id.utf8.count) else { return false }
    return id.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"):
        true
      default: false
      }
    }
  }

  private func hexadecimal(_ first: UInt64, _ second: UInt64) -> String {
    String(unsafeUninitializedCapacity: 32) { digits in
      for place in 0..<32 {
        let word = place < 16 ? first : second
        let digit = UInt8(truncatingIfNeeded: word >> UInt64(60 - place % 16 * 4)) & 0xF
        digits[place] = digit + (digit < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10)
      }
      return 32
    }
  }
}
