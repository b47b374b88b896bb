/// Searches that look at eight bytes at a time, since the compiler does not vectorise early exits.
///
/// Each test is the classic "has a zero byte" trick on a word. Borrows run upwards only, so it may
/// flag a byte too many above a true hit, but the lowest flag, the first byte, is always true.
enum ByteSearch {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  /// The offset of the first CR or LF at or after `start`, or the count when there is none.
  static func lineBreak(in view: ByteView, from start: Int) -> Int {
    var offset = start
    while offset + 8 <= view.count {
      let word = load(view, offset)
      // One test for all controls, which are rare, before the two for those that are wanted.
      if (word &- ones &* 0x20) & ~word & highs != 0 {
        let hits = hasZero(word ^ (ones &* 0x0A)) | hasZero(word ^ (ones &* 0x0D))
        if hits != 0 { return offset + hits.trailingZeroBitCount / 8 }
      }
      offset += 8
    }
    while offset < view.count, view[offset] != ASCII.lineFeed,
      view[offset] != ASCII.carriageReturn
    {
      offset += 1
    }
    return offset
  }

  /// The offset of the first byte of that value at or after `start`, or the count.
  static func byte(_ wanted: UInt8, in view: ByteView, from start: Int) -> Int {
    var offset = start
    while offset + 8 <= view.count {
      let hits = hasZero(load(view, offset) ^ (ones &* UInt64(wanted)))
      if hits != 0 { return offset + hits.trailingZeroBitCount / 8 }
      offset += 8
    }
    while offset < view.count, view[offset] != wanted { offset += 1 }
    return offset
  }

  /// The offset of the first byte a JSON string cannot hold as it is: `"`, `\`, control, not ASCII.
  static func jsonSpecial(in view: ByteView, from start: Int) -> Int {
    var offset = start
    while offset + 8 <= view.count {
      let word = load(view, offset)
      let quote = hasZero(word ^ (ones &* 0x22))
      let backslash = hasZero(word ^ (ones &* 0x5C))
      let control = (word &- ones &* 0x20) & ~word & highs
      let hits = quote | backslash | control | (word & highs)
      if hits != 0 { return offset + hits.trailingZeroBitCount / 8 }
      offset += 8
    }
    while offset < view.count, isPlainInJSON(view[offset]) { offset += 1 }
    return offset
  }

  /// The offset of the first byte beyond ASCII at or after `start`, or the count.
  static func notASCII(in view: ByteView, from start: Int) -> Int {
    var offset = start
    while offset + 8 <= view.count {
      let hits = load(view, offset) & highs
      if hits != 0 { return offset + hits.trailingZeroBitCount / 8 }
      offset += 8
    }
    while offset < view.count, view[offset] < 0x80 { offset += 1 }
    return offset
  }

  /// The offset of the first control character in a range of offsets, or the range's end.
  ///
  /// The tab counts, which is allowed where others are not: the caller looks at what was found.
  static func control(in view: ByteView, _ range: Range<Int>) -> Int {
    var offset = range.lowerBound
    while offset + 8 <= range.upperBound {
      let word = load(view, offset)
      let hits = (word &- ones &* 0x20) & ~word & highs | hasZero(word ^ (ones &* 0x7F))
      if hits != 0 { return offset + hits.trailingZeroBitCount / 8 }
      offset += 8
    }
    while offset < range.upperBound, view[offset] >= 0x20, view[offset] != 0x7F { offset += 1 }
    return offset
  }

  /// The offset of the first byte at or after `start` that is a control or beyond ASCII, or the
  /// count; the tab is a control.
  static func notPrintable(in view: ByteView, from start: Int) -> Int {
    var offset = start
    while offset + 8 <= view.count {
      let word = load(view, offset)
      let hits = (word &- ones &* 0x20) & highs | word & highs | hasZero(word ^ (ones &* 0x7F))
      if hits != 0 { return offset + hits.trailingZeroBitCount / 8 }
      offset += 8
    }
    while offset < view.count, view[offset] >= 0x20, view[offset] < 0x7F { offset += 1 }
    return offset
  }

  /// The offset of the first byte at or after `start` that is neither a letter nor a hyphen, or the
  /// count: most names of fields consist of these.
  static func notInPlainName(in view: ByteView, from start: Int) -> Int {
    var offset = start
    while offset + 8 <= view.count {
      let word = load(view, offset)
      // The highest bit of a byte tells, with nothing carried from one byte into the next.
      let folded = (word | ones &* 0x20) & ~highs
      let letters = (folded &+ ones &* 0x1F) & ~(folded &+ ones &* 0x05)
      let others = ((word ^ ones &* 0x2D) & ~highs) &+ ones &* 0x7F
      let hits = (others & ~letters | word) & highs
      if hits != 0 { return offset + hits.trailingZeroBitCount / 8 }
      offset += 8
    }
    return offset
  }

  private static func isPlainInJSON(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x80 && byte != ASCII.quote && byte != ASCII.backslash
  }

  private static func hasZero(_ word: UInt64) -> UInt64 {
    (word &- ones) & ~word & highs
  }

  private static func load(_ view: ByteView, _ offset: Int) -> UInt64 {
    let raw = UnsafeRawBufferPointer(view)
    return UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }
}
