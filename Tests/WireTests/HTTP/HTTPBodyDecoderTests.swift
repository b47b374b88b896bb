import Testing
import Wire

@Suite struct HTTPBodyDecoderTests {
  /// What a decoder made of raw bytes.
  struct Decoded: Equatable {
    var payload = ""
    var hasEnded = false
    var rest = ""
  }

  static let chunked =
    "5\r\nhello\r\n1;name=\"a;b\"\r\n \r\nA \t;x\r\n0123456789\r\n0\r\nX-Sum: 1\r\nY:\r\n\r\nnext"

  private func decode(
    _ pieces: [String], _ framing: HTTPBodyFraming, limits: HTTPLimits = .standard
  ) throws(HTTPParsingError) -> Decoded {
    try decode(pieces.map { Array($0.utf8)[...] }, framing, limits: limits)
  }

  /// Gives the pieces to a decoder one after the other, as a connection's buffer would grow.
  private func decode(
    _ pieces: [ArraySlice<UInt8>], _ framing: HTTPBodyFraming, limits: HTTPLimits = .standard
  ) throws(HTTPParsingError) -> Decoded {
    var decoder = HTTPBodyDecoder(framing, limits: limits)
    var buffer: [UInt8] = []
    var decoded = Decoded()
    for piece in pieces {
      buffer += piece
      var wantsMore = false
      while !wantsMore && !decoded.hasEnded {
        let step = try buffer.withUnsafeBufferPointer { (view) throws(HTTPParsingError) in
          try decoder.next(in: view)
        }
        switch step {
        case .payload(let range, let consumed):
          decoded.payload += String(decoding: buffer[range], as: UTF8.self)
          buffer.removeFirst(consumed)
        case .needMore(let count):
          buffer.removeFirst(count)
          wantsMore = true
        case .end(let count):
          buffer.removeFirst(count)
          decoded.hasEnded = true
        }
      }
    }
    decoded.rest = String(decoding: buffer, as: UTF8.self)
    #expect(decoder.isFinished == decoded.hasEnded)
    return decoded
  }

  @Test func `chunks lose their framing, extensions and trailers`() throws {
    let decoded = try decode([Self.chunked], .chunked)

    #expect(decoded == Decoded(payload: "hello 0123456789", hasEnded: true, rest: "next"))
  }

  @Test(arguments: 0...chunked.utf8.count)
  func `any split gives the same payload`(at cut: Int) throws {
    let bytes = Array(Self.chunked.utf8)

    #expect(
      try decode([bytes[..<cut], bytes[cut...]], .chunked) == decode([Self.chunked], .chunked))
  }

  @Test func `byte by byte gives the same payload`() throws {
    let bytes = Array(Self.chunked.utf8)
    let decoded = try decode(bytes.indices.map { bytes[$0...$0] }, .chunked)

    #expect(decoded == (try decode([Self.chunked], .chunked)))
  }

  @Test(
    arguments: [
      ("", 5, 3, "a last chunk"), ("1", 10, 6, "the rest of a chunk, and the last"),
      ("1e", 39, 35, "the same, of a longer one"), ("1e;a", 39, 35, "an extension may end"),
      ("1e\r", 38, 35, "a line feed has to come in either case"), ("1e\r\n", 37, 34, "payload"),
      ("2\r\nhi", 7, 4, "its end"), ("2\r\nhi\r", 6, 4, "the rest of that"),
      ("2\r\nhi\r\n", 5, 3, "as at the start"), ("0", 4, 2, "two line ends"),
      ("0\r", 3, 2, "the rest of them"), ("0\r\n", 2, 1, "one"), ("0\r\nA:", 4, 2, "two again"),
      ("0\r\nA:b\r", 3, 2, "the rest of them"), ("0\r\n\r", 1, 1, "a line feed"),
      ("0\r\n\r\n", 0, 0, "nothing"),
    ])
  func `so many bytes are still to come at least, for long line ends and for short ones`(
    bytes: String, long: Int, short: Int, reason: String
  ) throws {
    var (decoder, left) = (HTTPBodyDecoder(.chunked), Array(bytes.utf8))
    while !left.isEmpty {
      let step = try left.withUnsafeBufferPointer { (view) throws(HTTPParsingError) in
        try decoder.next(in: view)
      }
      switch step {
      case .payload(_, let count), .end(let count), .needMore(let count): left.removeFirst(count)
      }
    }
    #expect(decoder.leastBytesLeft(lineEnd: 2) == long, "\(reason)")
    #expect(decoder.leastBytesLeft(lineEnd: 1) == short, "\(reason)")
  }

  @Test(arguments: 0..<chunked.utf8.count - "next".utf8.count)
  func `no prefix of a chunked body has ended`(count: Int) throws {
    let decoded = try decode([Array(Self.chunked.utf8)[..<count]], .chunked)

    #expect(!decoded.hasEnded)
    #expect(decoded.rest.isEmpty, "all bytes are taken, so none is looked at twice")
  }

  @Test(
    arguments: [
      ("\r\n", 0x0D, 0),  // No size.
      (";x\r\n", UInt8(ascii: ";"), 0),
      ("g\r\n", UInt8(ascii: "g"), 0),
      ("-1\r\n", UInt8(ascii: "-"), 0),
      ("0x1\r\n", UInt8(ascii: "x"), 1),
      (" 1\r\n", UInt8(ascii: " "), 0),
      ("1 \r\n", 0x0D, 2),  // Space is allowed only before an extension.
      ("1 2\r\n", UInt8(ascii: "2"), 2),
      ("1\n", 0x0A, 1),
      ("1\rx", UInt8(ascii: "x"), 2),
      ("1;a\nb", 0x0A, 3),  // A bare LF in an extension is a known way to smuggle.
      ("1;a\0b", 0, 3),
      ("1\r\nabc", UInt8(ascii: "b"), 4),  // More payload than announced.
      ("1\r\na\nb", 0x0A, 4),
      ("1\r\na\rb", UInt8(ascii: "b"), 5),
      ("0\r\n\n", 0x0A, 3),
      ("0\r\n\rx", UInt8(ascii: "x"), 4),
      ("0\r\n: x\r\n\r\n", UInt8(ascii: ":"), 3),
      ("0\r\n x: y\r\n\r\n", UInt8(ascii: " "), 3),
      ("0\r\nGET / HTTP/1.1\r\n\r\n", UInt8(ascii: " "), 6),  // A request is no trailer.
      ("0\r\nx: \u{01}\r\n\r\n", 1, 6),
      ("0\r\nx: y\nz", 0x0A, 7),
    ] as [(String, UInt8, Int)])
  func `bad framing is refused at its byte, however it is split`(
    text: String, byte: UInt8, offset: Int
  ) {
    let expected = HTTPParsingError.malformedChunk(byte: byte, offset: offset)

    #expect(throws: expected) { try decode([text], .chunked) }
    #expect(throws: expected) { try decode(text.unicodeScalars.map(String.init), .chunked) }
    #expect(expected.status == 400)
  }

  @Test func `chunks may fill the body limit, but not exceed it`() throws {
    let limits = HTTPLimits(bodyBytes: 6)

    #expect(try decode(["3\r\nabc\r\n3\r\nabc\r\n0\r\n\r\n"], .chunked, limits: limits).hasEnded)
    #expect(throws: HTTPParsingError.bodyTooLong(byteCount: 7, limit: 6)) {
      try decode(["3\r\nabc\r\n4\r"], .chunked, limits: limits)
    }
  }

  @Test(arguments: [HTTPLimits.standard, .response])
  func `a chunk size that does not fit an integer is refused`(limits: HTTPLimits) {
    let error = #expect(throws: HTTPParsingError.self) {
      try decode(["FFFFFFFFFFFFFFFFF\r\n"], .chunked, limits: limits)
    }
    #expect(error == .bodyTooLong(byteCount: .max, limit: limits.bodyBytes))
    #expect(error?.status == 413)
  }

  @Test func `size lines and trailers have limits`() throws {
    let limits = HTTPLimits(trailerBytes: 10, chunkLineBytes: 8)

    let fits = "000001\r\na\r\n0\r\nx: 123\r\n\r"
    #expect(try decode([fits], .chunked, limits: limits).payload == "a")
    #expect(throws: HTTPParsingError.chunkLineTooLong(limit: 8)) {
      try decode(["00000001\r\n"], .chunked, limits: limits)
    }
    #expect(throws: HTTPParsingError.trailersTooLong(limit: 10)) {
      try decode(["0\r\nx: 12345\r\n\r\n"], .chunked, limits: limits)
    }
  }

  @Test func `a counted body ends with its last byte`() throws {
    #expect(
      try decode(["ab", "cde"], .length(4))
        == Decoded(payload: "abcd", hasEnded: true, rest: "e"))
    #expect(try decode(["ab"], .length(4)) == Decoded(payload: "ab"))
    #expect(try decode(["x"], .length(0)) == Decoded(hasEnded: true, rest: "x"))
    #expect(try decode(["x"], .none) == Decoded(hasEnded: true, rest: "x"))
  }

  @Test func `a body until the close never ends by itself`() throws {
    #expect(try decode(["ab", "", "c"], .untilClose) == Decoded(payload: "abc"))
    #expect(throws: HTTPParsingError.bodyTooLong(byteCount: 3, limit: 2)) {
      try decode(["ab", "c"], .untilClose, limits: HTTPLimits(bodyBytes: 2))
    }
  }

  @Test func `a counted body beyond the limit is refused before its first byte`() {
    #expect(throws: HTTPParsingError.bodyTooLong(byteCount: 3, limit: 2)) {
      try decode(["a"], .length(3), limits: HTTPLimits(bodyBytes: 2))
    }
  }

  @Test func `the end of the connection is a cut unless the body has ended`() throws {
    var counted = HTTPBodyDecoder(.length(5))
    _ = try Array("abc".utf8).withUnsafeBufferPointer { try counted.next(in: $0) }

    #expect(throws: HTTPParsingError.truncatedBody(missingByteCount: 2)) {
      try counted.inputEnded()
    }
    #expect(throws: HTTPParsingError.truncatedBody(missingByteCount: nil)) {
      try HTTPBodyDecoder(.chunked).inputEnded()
    }
    #expect(throws: Never.self) { try HTTPBodyDecoder(.untilClose).inputEnded() }
    #expect(throws: Never.self) { try HTTPBodyDecoder(.none).inputEnded() }
  }

  @Test(arguments: 0..<100)
  func `written chunks read back, whatever the sizes and splits`(seed: Int) throws {
    var random = TinyRandom(seed: seed)
    var bytes: [UInt8] = []
    var payload = ""
    for _ in 0..<random.below(6) {
      let piece = String(repeating: "abc", count: random.below(50))
      payload += piece
      HTTPChunk.write(Array(piece.utf8), into: &bytes)
    }
    bytes += HTTPChunk.end

    var pieces: [ArraySlice<UInt8>] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      pieces.append(rest.prefix(1 + random.below(40)))
      rest = rest.dropFirst(pieces[pieces.count - 1].count)
    }

    #expect(try decode(pieces, .chunked) == Decoded(payload: payload, hasEnded: true))
  }
}
