/// The four bytes a client mixes into a payload (RFC 6455 §5.3), so that no cache on the way can be
/// made to see a request of an attacker's choice in it. They come from the caller's chance.
package struct WebSocketMaskKey: Sendable, Equatable {
  private let key: UInt32

  /// Makes a key whose first byte on the wire is the number's highest.
  package init(_ key: UInt32) {
    self.key = key
  }

  /// The bytes in the order of the wire.
  var bytes: [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: key >> $0) }
  }

  /// Appends bytes with the key mixed in, which both masks and unmasks; the phase is the number
  /// of bytes of the same payload that came before.
  func append(_ view: ByteView, phase: Int, to bytes: inout [UInt8]) {
    let start = bytes.count
    bytes.append(contentsOf: view)
    bytes.withUnsafeMutableBytes { buffer in
      let pattern = pattern(phase)
      var offset = start
      while offset + 8 <= buffer.count {
        let word = buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        let mixed = UInt64(littleEndian: word) ^ pattern
        buffer.storeBytes(of: mixed.littleEndian, toByteOffset: offset, as: UInt64.self)
        offset += 8
      }
      while offset < buffer.count {
        buffer[offset] ^= UInt8(truncatingIfNeeded: pattern >> UInt64((offset - start) % 8 * 8))
        offset += 1
      }
    }
  }

  /// Eight bytes of the endless repetition of the key, the first one lowest.
  private func pattern(_ phase: Int) -> UInt64 {
    let shift = UInt32(phase % 4 * 8)
    let rotated = shift == 0 ? key : key << shift | key >> (32 - shift)
    let word = UInt64(rotated.byteSwapped)
    return word << 32 | word
  }
}
