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

  /// Takes in two words with one multiplication; the first is kept whole beside it.
  private mutating func mix(_ first: UInt64, _ second: UInt64) {
    let product = (value ^ first ^ 0x8BB8_4B93_962E_ACC9)
      .multipliedFullWidth(by: second ^ 0x4B33_A62E_D433_D4A3)
    value = product.high ^ product.low ^ first &+ (second << 32 | second >> 32)
  }

  /// Takes in bytes and their number.
  package mutating func mix(_ bytes: UnsafeRawBufferPointer) {
    mix(UInt64(bytes.count))
    var offset = 0
    while offset + 16 <= bytes.count {
      mix(
        bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self),
        bytes.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self))
      offset += 16
    }
    if offset + 8 <= bytes.count {
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
