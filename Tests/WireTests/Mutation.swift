/// Small harm done to bytes, as a fuzzer does it.
enum Mutation {
  /// What tends to be special in the formats we read.
  private static let specials: [UInt8] = [
    0x00, 0x09, 0x0A, 0x0D, 0x20, 0x22, 0x2C, 0x30, 0x3A, 0x3B, 0x5C, 0x7F, 0x80, 0xC2, 0xED, 0xFF,
  ]

  /// The bytes with one to three changes; some take a part of the other bytes.
  static func of(_ bytes: [UInt8], or other: [UInt8], _ random: inout TinyRandom) -> [UInt8] {
    var result = bytes
    for _ in 0...random.below(3) { change(&result, other, &random) }
    return result
  }

  private static func change(
    _ bytes: inout [UInt8], _ other: [UInt8], _ random: inout TinyRandom
  ) {
    let place = random.below(bytes.count + 1)
    let part = place..<min(bytes.count, place + 1 + random.below(8))
    switch random.below(6) {
    case 0: bytes.insert(random.pick(specials), at: place)
    case 1: bytes.removeSubrange(part)
    case 2: bytes.insert(contentsOf: bytes[part], at: place)
    case 3: bytes.removeSubrange(place...)
    case 4: bytes.insert(contentsOf: other.suffix(1 + random.below(16)), at: place)
    default:
      guard place < bytes.count else { return }
      bytes[place] ^= 1 << UInt8(random.below(8))
    }
  }
}
