/// The check sum of gzip (RFC 1952 §8).
struct CRC32: Sendable, Equatable {
  private var state: UInt32 = 0xFFFF_FFFF

  /// The sum of the bytes so far.
  var value: UInt32 { ~state }

  mutating func update(_ bytes: ByteView) {
    var state = state
    for byte in bytes { state = Self.table[Int((state ^ UInt32(byte)) & 0xFF)] ^ (state >> 8) }
    self.state = state
  }

  private static let table = (UInt32(0)..<256).map { byte in
    (0..<8).reduce(byte) { sum, _ in sum & 1 == 1 ? 0xEDB8_8320 ^ (sum >> 1) : sum >> 1 }
  }
}
