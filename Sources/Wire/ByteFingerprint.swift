/// Tells two byte streams apart, however they were split on the way (FNV-1a, 64 bits).
///
/// Not a cryptographic hash: it finds accidents, such as a lost or doubled delta.
package struct ByteFingerprint: Sendable, Equatable {
  /// The bytes taken in.
  package private(set) var byteCount = 0
  private var hash: UInt64 = 0xCBF2_9CE4_8422_2325

  /// The fingerprint of nothing.
  package init() {}

  /// Takes in the next bytes.
  package mutating func add(_ view: ByteView) {
    for byte in view { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    byteCount += view.count
  }

  /// The hash as 16 hexadecimal digits.
  package var hexadecimal: String {
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
