import Wire

/// The name of an exchange: a number as 16 hexadecimal digits, a hyphen and the location.
struct EdgeRay {
  /// The number that names the request.
  let number: UInt64
  /// The code of the edge's location.
  let location: String

  init(_ number: UInt64, _ location: String) {
    self.number = number
    self.location = location
  }

  /// The 16 digits that name the request.
  var id: String { String(text.prefix(Self.digits)) }

  /// The whole of it, for whoever keeps it.
  var text: String { withBytes { $0.text } }

  /// Hands out the whole of it in place, as two heads of each exchange have it.
  func withBytes<Result>(_ use: (ByteView) -> Result) -> Result {
    let count = Self.digits + 1 + location.utf8.count
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: count) { text in
      let bytes = UnsafeMutableRawBufferPointer(text)
      bytes.storeBytes(of: Self.digits(of: UInt32(number >> 32)), as: UInt64.self)
      bytes.storeBytes(
        of: Self.digits(of: UInt32(truncatingIfNeeded: number)), toByteOffset: 8, as: UInt64.self)
      text[Self.digits] = UInt8(ascii: "-")
      var place = Self.digits + 1
      for byte in location.utf8 {
        text[place] = byte
        place += 1
      }
      return use(ByteView(text))
    }
  }

  private static let digits = 16

  /// Eight digits as the bytes of one number, all of them at once.
  private static func digits(of number: UInt32) -> UInt64 {
    // Each half byte into a byte of its own, the highest one first in memory.
    var digits = UInt64(number.byteSwapped)
    digits = (digits | digits << 16) & 0x0000_FFFF_0000_FFFF
    digits = (digits | digits << 8) & 0x00FF_00FF_00FF_00FF
    digits = (digits >> 4 | digits << 8) & 0x0F0F_0F0F_0F0F_0F0F
    // A bit for each digit from ten on: letters stand 39 places behind where ASCII would have them.
    let letters = (digits + 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
    return (digits + letters * 39 + 0x3030_3030_3030_3030).littleEndian
  }
}
