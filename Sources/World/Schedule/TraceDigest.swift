/// The fingerprint of a run: every scheduling step, delivered byte and note, in order.
///
/// Not a cryptographic hash: it tells two runs of one seed apart when they differ by accident.
package struct TraceDigest: Sendable, Equatable {
  /// The digest so far.
  package private(set) var value: UInt64 = 0x2D35_8DCC_AA6C_78A5

  /// The digest of nothing.
  package init() {}

  /// Takes in one word.
  package mutating func mix(_ word: UInt64) {
    let product = (value ^ word ^ 0x8BB8_4B93_962E_ACC9)
      .multipliedFullWidth(by: 0x4B33_A62E_D433_D4A3)
    value = product.high ^ product.low ^ word
  }

  /// Takes in bytes and their number.
  package mutating func mix(_ bytes: UnsafeRawBufferPointer) {
    mix(UInt64(bytes.count))
    var offset = 0
    while offset + 8 <= bytes.count {
      mix(bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      offset += 8
    }
    var rest: UInt64 = 0
    while offset < bytes.count {
      rest = rest << 8 | UInt64(bytes[offset])
      offset += 1
    }
    mix(rest)
  }

  /// Takes in a text.
  package mutating func mix(_ text: String) {
    var text = text
    text.withUTF8 { mix(UnsafeRawBufferPointer($0)) }
  }

  /// The digest as 16 hexadecimal digits.
  package var hexadecimal: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
