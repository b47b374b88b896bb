extension JSONWriter {
  /// Appends the content of a string, without quotes, escaped so that no reader splits it.
  ///
  /// JSON asks for quotes, backslashes and controls. U+0085, U+2028 and U+2029 are escaped too:
  /// clients that split a stream with Python's splitlines take them for line ends.
  package static func escape(_ view: ByteView, into buffer: inout ByteBuffer) {
    write(view, into: &buffer)
  }

  /// Appends the content of a string, without quotes, escaped so that no reader splits it.
  package static func escape(_ view: ByteView, into bytes: inout [UInt8]) {
    write(view, into: &bytes)
  }

  private static func write<Sink: ByteSink & ~Copyable>(
    _ view: ByteView, into bytes: inout Sink
  ) {
    var start = 0
    while start < view.count {
      let end = ByteSearch.jsonSpecial(in: view, from: start)
      bytes.add(view.part(start..<end))
      guard end < view.count else { return }
      start = end
      if view[end] < 0x80 {
        escapeASCII(view[end], into: &bytes)
        start += 1
      } else {
        start += escapeSequence(in: view, at: end, into: &bytes)
      }
    }
  }

  private static func escapeASCII<Sink: ByteSink & ~Copyable>(
    _ byte: UInt8, into bytes: inout Sink
  ) {
    let letter: UInt8
    switch byte {
    case ASCII.quote, ASCII.backslash: letter = byte
    case 0x08: letter = UInt8(ascii: "b")
    case ASCII.tab: letter = UInt8(ascii: "t")
    case ASCII.lineFeed: letter = UInt8(ascii: "n")
    case ASCII.carriageReturn: letter = UInt8(ascii: "r")
    default: return escapeUnit(UInt16(byte), into: &bytes)
    }
    bytes.add(ASCII.backslash)
    bytes.add(letter)
  }

  /// Copies or escapes one character beyond ASCII; tells how many bytes it took.
  private static func escapeSequence<Sink: ByteSink & ~Copyable>(
    in view: ByteView, at offset: Int, into bytes: inout Sink
  ) -> Int {
    switch UTF8Sequence(in: view, at: offset) {
    case .valid(let length):
      let sequence = view.part(offset..<(offset + length))
      if let unit = lineBreakUnit(sequence) {
        escapeUnit(unit, into: &bytes)
      } else {
        bytes.add(sequence)
      }
      return length
    case .invalid(let length):
      replace(into: &bytes)
      return length
    case .cut:
      replace(into: &bytes)
      return view.count - offset
    }
  }

  /// Writes U+FFFD.
  private static func replace<Sink: ByteSink & ~Copyable>(into bytes: inout Sink) {
    bytes.add(0xEF)
    bytes.add(0xBF)
    bytes.add(0xBD)
  }

  /// The code of a character that some readers take for a line end.
  private static func lineBreakUnit(_ sequence: ByteView) -> UInt16? {
    if sequence.equals("\u{85}") { return 0x85 }
    if sequence.equals("\u{2028}") { return 0x2028 }
    return sequence.equals("\u{2029}") ? 0x2029 : nil
  }

  private static func escapeUnit<Sink: ByteSink & ~Copyable>(
    _ unit: UInt16, into bytes: inout Sink
  ) {
    bytes.add(ASCII.backslash)
    bytes.add(UInt8(ascii: "u"))
    for shift in [12, 8, 4, 0] as [UInt16] {
      let digit = UInt8(truncatingIfNeeded: unit >> shift & 0xF)
      bytes.add(digit < 10 ? ASCII.zero + digit : UInt8(ascii: "a") + digit - 10)
    }
  }
}
