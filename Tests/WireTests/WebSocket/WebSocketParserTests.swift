import Testing
import Wire

@Suite struct WebSocketParserTests {
  static let limit = WebSocketLimits.messageBytes

  private func read(
    _ bytes: [UInt8], _ role: WebSocketRole = .client, limit: Int = limit
  ) throws -> WebSocketReading {
    try Chunkings.requireSame(for: bytes) { WebSocketReading($0, role, limit: limit) }
  }

  /// A frame without a mask and with a length of one byte.
  private static func frame(_ first: UInt8, _ payload: [UInt8]) -> [UInt8] {
    [first, UInt8(payload.count)] + payload
  }

  private static func text(_ first: UInt8, _ text: String) -> [UInt8] {
    frame(first, Array(text.utf8))
  }

  static let rfc: [(String, WebSocketRole, [UInt8], [OwnedWebSocketEvent])] = [
    (
      "an unmasked text", .client, [0x81, 0x05, 0x48, 0x65, 0x6C, 0x6C, 0x6F], [.text("Hello")]
    ),
    (
      "a masked text", .server,
      [0x81, 0x85, 0x37, 0xFA, 0x21, 0x3D, 0x7F, 0x9F, 0x4D, 0x51, 0x58], [.text("Hello")]
    ),
    (
      "a text in fragments", .client,
      [0x01, 0x03, 0x48, 0x65, 0x6C, 0x80, 0x02, 0x6C, 0x6F], [.text("Hello")]
    ),
    (
      "a ping", .client, [0x89, 0x05, 0x48, 0x65, 0x6C, 0x6C, 0x6F], [.ping(Array("Hello".utf8))]
    ),
    (
      "a masked pong", .server,
      [0x8A, 0x85, 0x37, 0xFA, 0x21, 0x3D, 0x7F, 0x9F, 0x4D, 0x51, 0x58],
      [.pong(Array("Hello".utf8))]
    ),
    (
      "256 bytes", .client, [0x82, 0x7E, 0x01, 0x00] + [UInt8](repeating: 7, count: 256),
      [.binary([UInt8](repeating: 7, count: 256))]
    ),
    (
      "64 KiB", .client,
      [0x82, 0x7F, 0, 0, 0, 0, 0, 1, 0, 0] + [UInt8](repeating: 7, count: 65_536),
      [.binary([UInt8](repeating: 7, count: 65_536))]
    ),
  ]

  @Test(arguments: rfc.indices)
  func `the examples of RFC 6455 §5_7`(index: Int) throws {
    let (_, role, bytes, events) = Self.rfc[index]
    // Byte by byte would take long for 64 KiB, and shows nothing that 256 bytes do not.
    let pieces = [bytes[..<(bytes.count / 2)], bytes[(bytes.count / 2)...]]
    let reading = WebSocketReading(pieces, role, limit: Self.limit)

    #expect(reading.events == events)
    #expect(reading == WebSocketReading([bytes[...]], role, limit: Self.limit))
    if bytes.count < 1000 { #expect(try read(bytes, role) == reading) }
  }

  @Test func `control frames may stand between fragments, and messages may be empty`() throws {
    let bytes =
      Self.text(0x01, "a") + Self.text(0x89, "p") + Self.text(0x00, "") + Self.text(0x8A, "")
      + Self.text(0x80, "b") + Self.text(0x81, "") + Self.text(0x02, "") + Self.text(0x80, "")
    let reading = try read(bytes)

    #expect(
      reading.events == [
        .ping(Array("p".utf8)), .pong([]), .text("ab"), .text(""), .binary([]),
      ])
    #expect(reading.isBetweenMessages)
  }

  /// Each refused as soon as its last byte here has come, and not before.
  @Test(
    arguments: [
      ([0xC1], .client, .reservedBits(byte: 0xC1)),  // Compression that nobody agreed upon.
      ([0xA1], .client, .reservedBits(byte: 0xA1)),
      ([0x91], .client, .reservedBits(byte: 0x91)),
      ([0x83], .client, .unknownOpcode(3)),
      ([0x87], .client, .unknownOpcode(7)),
      ([0x8B], .client, .unknownOpcode(11)),
      ([0x8F], .client, .unknownOpcode(15)),
      ([0x09], .client, .fragmentedControl(.ping)),
      ([0x0A], .client, .fragmentedControl(.pong)),
      ([0x08], .client, .fragmentedControl(.close)),
      ([0x89, 0x7E], .client, .controlTooLong(.ping)),
      ([0x8A, 0xFF], .server, .controlTooLong(.pong)),
      ([0x88, 0x7F], .client, .controlTooLong(.close)),
      ([0x81, 0x05], .server, .missingMask),
      ([0x88, 0x00], .server, .missingMask),
      ([0x81, 0x85], .client, .unexpectedMask),
      ([0x80], .client, .unexpectedContinuation),
      ([0x00], .client, .unexpectedContinuation),
      ([0x81, 0x00, 0x80], .client, .unexpectedContinuation),  // The message has ended.
      ([0x01, 0x00, 0x81], .client, .interruptedMessage(by: .text)),
      ([0x02, 0x00, 0x02], .client, .interruptedMessage(by: .binary)),
      ([0x82, 0x7E, 0x00, 0x7D], .client, .lengthNotMinimal(byteCount: 125)),
      ([0x82, 0x7E, 0x00, 0x00], .client, .lengthNotMinimal(byteCount: 0)),
      (
        [0x82, 0x7F, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF], .client,
        .lengthNotMinimal(byteCount: 65_535)
      ),
      ([0x82, 0x7F, 0x80, 0, 0, 0, 0, 0, 0, 0], .client, .lengthOutOfRange),
      (
        [0x82, 0x7F, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], .client,
        .messageTooLong(byteCount: .max, limit: limit)
      ),
      ([0x88, 0x01], .client, .closeOfOneByte),
      ([0x88, 0x02, 0x03, 0xED], .client, .invalidCloseCode(1005)),
      ([0x88, 0x05, 0x03, 0xE8, 0x61, 0xFF, 0x62], .client, .invalidText(offset: 1)),
      ([0x88, 0x03, 0x03, 0xE8, 0xC3], .client, .invalidText(offset: 1)),  // Cut.
      ([0x81, 0x0A, 0x61, 0xFF], .client, .invalidText(offset: 1)),  // Eight bytes before its end.
      ([0x01, 0x01, 0xC3, 0x80, 0x09, 0x28], .client, .invalidText(offset: 1)),
      ([0x01, 0x02, 0x61, 0xC3, 0x80, 0x00], .client, .invalidText(offset: 2)),  // Ends in the cut.
      ([0x81, 0x04, 0xF4, 0x90], .client, .invalidText(offset: 1)),  // Above U+10FFFF.
      ([0x81, 0x03, 0xED, 0xA0], .client, .invalidText(offset: 1)),  // A surrogate.
      ([0x81, 0x02, 0xC0], .client, .invalidText(offset: 0)),  // An overlong form.
    ] as [([UInt8], WebSocketRole, WebSocketParsingError)])
  func `what breaks the protocol is refused at its byte`(
    bytes: [UInt8], role: WebSocketRole, expected: WebSocketParsingError
  ) throws {
    #expect(try read(bytes, role).failure == expected)
    #expect(try read(bytes.dropLast(), role).failure == nil)
  }

  @Test func `fragments may fill the limit, but not exceed it`() throws {
    let fits = Self.text(0x01, "abc") + Self.text(0x89, "long ping") + Self.text(0x80, "de")
    let exceeds = Self.text(0x01, "abc") + [0x00, 0x03]
    let error = WebSocketParsingError.messageTooLong(byteCount: 6, limit: 5)

    #expect(
      try read(fits + fits, limit: 5).events == [
        .ping(Array("long ping".utf8)), .text("abcde"), .ping(Array("long ping".utf8)),
        .text("abcde"),
      ])
    #expect(try read(exceeds, limit: 5).failure == error)
    #expect(error.closeCode.value == 1009)
  }

  @Test func `frames before an error and before a close are handed out, those behind are not`()
    throws
  {
    let before = Self.text(0x81, "a")
    let broken = try read(before + [0x83, 0x00] + before)
    let closed = try read(before + Self.frame(0x88, [0x03, 0xE9]) + [0xFF] + before)

    #expect(broken.events == [.text("a")])
    #expect(broken.failure == .unknownOpcode(3))
    #expect(closed.events == [.text("a"), .close(WebSocketClose(.goingAway))])
    #expect(closed.failure == nil)
  }

  @Test func `a close inside of a message leaves it cut`() throws {
    let reading = try read(Self.text(0x01, "a") + Self.frame(0x88, []))

    #expect(reading.events == [.close(.withoutCode)])
    #expect(!reading.isBetweenMessages)
  }

  @Test func `nothing fits between the bytes of a frame, nor behind a close`() throws {
    let ping = Self.text(0x89, "ab")
    for count in 0...ping.count {
      let reading = try read(Array(ping[..<count]))
      #expect(reading.isBetweenMessages == (count == 0 || count == ping.count))
    }
    #expect(try !read(Self.frame(0x88, [])).isBetweenMessages)
  }

  @Test func `what lies in one view without a mask is not copied`() throws {
    let bytes =
      Self.text(0x81, "abc") + Self.text(0x89, "p") + Self.text(0x01, "a")
      + Self.text(0x80, "b")
    var isInPlace: [Bool] = []
    var parser = WebSocketParser(.client)

    try bytes.withUnsafeBufferPointer { view in
      let start = try #require(view.baseAddress)
      try parser.feed(view) { event in
        guard case .text(let part) = event, let place = part.baseAddress else { return }
        isInPlace.append(start <= place && place < start + view.count)
      }
    }

    #expect(isInPlace == [true, false], "only joined fragments need a copy")
  }

  /// The example of the Autobahn suite and others: characters of one to four bytes, cut anywhere.
  static let characters = "aé€😀\u{FFFF}\u{10FFFF}\u{800}\u{7FF}\0z"

  @Test(arguments: 0...characters.utf8.count)
  func `a text may be cut inside of a character, by frames and by the network`(at cut: Int) throws {
    let bytes = Array(Self.characters.utf8)
    let frames = Self.frame(0x01, Array(bytes[..<cut])) + Self.frame(0x80, Array(bytes[cut...]))

    #expect(try read(frames).events == [.text(bytes)])
  }

  @Test(arguments: 0..<200)
  func `random frames agree with a slow and plain reading`(seed: Int) throws {
    var random = TinyRandom(seed: seed)
    let role = random.pick([WebSocketRole.client, .server])
    let payloads = ["", "a", "é", "\u{10FFFF}", String(repeating: "long ", count: 30)]
    var bytes: [UInt8] = []
    for _ in 0..<8 {
      let opcode = random.pick([WebSocketOpcode.text, .continuation, .binary, .ping, .pong])
      let payload = Array(random.pick(payloads).utf8.prefix(opcode.isControl ? 125 : 200))
      let key = role == .server ? WebSocketMaskKey(UInt32(random.below(1 << 32))) : nil
      let isFinal = opcode.isControl || random.below(3) > 0
      payload.withUnsafeBufferPointer {
        WebSocketWriter.frame(opcode, isFinal: isFinal, $0, mask: key, into: &bytes)
      }
    }

    let reading = try read(bytes, role)
    let plain = PlainWebSocketReading(bytes, role, limit: Self.limit)
    #expect(reading.events == plain.events)
    #expect(reading.failure?.closeCode.value == plain.closeCode)
  }
}
