extension JSONWriter {
  /// Appends the content of a string, without quotes, escaped so that no reader splits it.
  ///
  /// JSON asks for quotes, backslashes and controls. U+0085, U+2028 and U+2029 are escaped too:
  /// clients that split a stream with Python's splitlines take them for line ends.
  package static func escape(_ view: ByteView, into buffer: inout ByteBuffer) {
    escape(view, to: &buffer)
  }

  /// Appends the content of a string, without quotes, escaped so that no reader splits it.
  package static func escape(_ view: ByteView, into bytes: inout [UInt8]) {
    escape(view, to: &bytes)
  }

  private static func escape<Sink: ByteSink & ~Copyable>(_ view: ByteView, to sink: inout Sink) {
    var start = 0
    while start < view.count {
      let end = ByteSearch.jsonSpecial(in: view, from: start)
      sink.append(view.part(start..<end))
      guard end < view.count else { return }
      start = end
      if view[end] < 0x80 {
        escapeASCII(view[end], into: &sink)
        start += 1
      } else {
        start += escapeSequence(in: view, at: end, into: &sink)
      }
    }
  }

  private static func escapeASCII<Sink: ByteSink & ~Copyable>(
    _ byte: UInt8, into sink: inout Sink
  ) {
    let letter: UInt8
    switch byte {
    case ASCII.quote, ASCII.backslash: letter = byte
    case 0x08: letter = UInt8(ascii: "b")
    case ASCII.tab: letter = UInt8(ascii: "t")
    case ASCII.lineFeed: letter = UInt8(ascii: "n")
    case ASCII.carriageReturn: letter = UInt8(ascii: "r")
    default: return escapeUnit(UInt16(byte), into: &sink)
    }
    sink.append(ASCII.backslash)
    sink.append(letter)
  }

  /// Copies or escapes one character beyond ASCII; tells how many bytes it took.
  private static func escapeSequence<Sink: ByteSink & ~Copyable>(
    in view: ByteView, at offset: Int, into sink: inout Sink
  ) -> Int {
    switch UTF8Sequence(in: view, at: offset) {
    case .valid(let length):
      let sequence = view.part(offset..<(offset + length))
      if let unit = lineBreakUnit(sequence) {
        escapeUnit(unit, into: &sink)
      } else {
        sink.append(sequence)
      }
      return length
    case .invalid(let length):
      for byte in UTF8.encodedReplacementCharacter { sink.append(byte) }
      return length
    case .cut:
      for byte in UTF8.encodedReplacementCharacter { sink.append(byte) }
      return view.count - offset
    }
  }

  /// The code of a character that some readers take for a line end.
  private static func lineBreakUnit(_ sequence: ByteView) -> UInt16? {
    if sequence.equals("\u{85}") { return 0x85 }
    if sequence.equals("\u{2028}") { return 0x2028 }
    return sequence.equals("\u{2029}") ? 0x2029 : nil
  }

  private static func escapeUnit<Sink: ByteSink & ~Copyable>(
    _ unit: UInt16, into sink: inout Sink
  ) {
    sink.append(ASCII.backslash)
    sink.append(UInt8(ascii: "u"))
    for shift in [12, 8, 4, 0] as [UInt16] {
      let digit = UInt8(truncatingIfNeeded: unit >> shift & 0xF)
      sink.append(digit < 10 ? ASCII.zero + digit : UInt8(ascii: "a") + digit - 10)
    }
  }
}
