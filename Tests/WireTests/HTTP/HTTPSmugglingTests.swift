import Testing
import Wire

/// Messages that two parties could read in two ways, as whole connections: whatever is refused, or
/// read in the one way of RFC 9112, leaves nothing to hide a second request in.
@Suite struct HTTPSmugglingTests {
  /// The request an attacker would like to slip in.
  static let hidden = "GET /admin HTTP/1.1\r\nHost: a\r\n\r\n"

  static let start = "POST / HTTP/1.1\r\nHost: a\r\n"

  private func read(_ text: String) throws -> HTTPConversation {
    try Chunkings.requireSame(for: Array(text.utf8)) {
      try HTTPConversation.read($0, .requests, .standard)
    }
  }

  private func payloads(_ conversation: HTTPConversation) -> [String] {
    conversation.messages.map { String(decoding: $0.payload, as: UTF8.self) }
  }

  @Test(
    arguments: [
      ("Content-Length: 5\r\nTransfer-Encoding: chunked", .conflictingFraming),
      ("Transfer-Encoding: chunked\r\nContent-Length: 0", .conflictingFraming),
      ("Transfer-Encoding: identity\r\nContent-Length: 5", .conflictingFraming),
      ("Transfer-Encoding:\r\nContent-Length: 5", .conflictingFraming),  // Empty, but there.
      ("Content-Length: 5\r\nContent-Length: 5", .duplicateContentLength(count: 2)),
      ("Content-Length: 0\r\nContent-Length: 44", .duplicateContentLength(count: 2)),
      ("Content-Length: 5,5", .malformedContentLength),
      ("Content-Length: 5, 6", .malformedContentLength),
      ("Content-Length: 5;", .malformedContentLength),
      ("Content-Length: +5", .malformedContentLength),
      ("Content-Length: -0", .malformedContentLength),
      ("Content-Length: 0x5", .malformedContentLength),
      ("Content-Length: 5_0", .malformedContentLength),
      ("Content-Length: 5.0", .malformedContentLength),
      ("Content-Length: 5e0", .malformedContentLength),
      ("Content-Length: 5 5", .malformedContentLength),
      ("Content-Length: \"5\"", .malformedContentLength),
      ("Content-Length: 5\u{A0}", .malformedContentLength),  // A space, but not to HTTP.
      (
        "Content-Length: 18446744073709551621",  // 5 beyond 2 to the 64th.
        .bodyTooLong(byteCount: .max, limit: .max)
      ),
      ("Transfer-Encoding: chunked, chunked", .unsupportedTransferCoding),
      (
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", .unsupportedTransferCoding
      ),
      ("Transfer-Encoding: chunked, identity", .unsupportedTransferCoding),
      ("Transfer-Encoding: identity, chunked", .unsupportedTransferCoding),
      ("Transfer-Encoding: gzip, chunked", .unsupportedTransferCoding),
      ("Transfer-Encoding: ,chunked", .unsupportedTransferCoding),
      ("Transfer-Encoding: chunked,", .unsupportedTransferCoding),
      ("Transfer-Encoding: chunked;q=1", .unsupportedTransferCoding),
      ("Transfer-Encoding: \"chunked\"", .unsupportedTransferCoding),
      ("Transfer-Encoding: xchunked", .unsupportedTransferCoding),
      ("Transfer-Encoding: chunke", .unsupportedTransferCoding),
      ("Transfer-Encoding: chun ked", .unsupportedTransferCoding),
      ("Transfer-Encoding: chun\u{212A}ed", .unsupportedTransferCoding),  // The Kelvin sign.
      ("Transfer-Encoding: chunked\u{A0}", .unsupportedTransferCoding),
    ] as [(String, HTTPParsingError)])
  func `framing that could be read in two ways is refused`(
    fields: String, expected: HTTPParsingError
  ) throws {
    let conversation = try read(Self.start + fields + "\r\n\r\n0\r\n\r\n" + Self.hidden)

    #expect(conversation.failure == expected)
    #expect(conversation.messages.count == 1, "the second request is never reached")
  }

  @Test(
    arguments: [
      ("X: a\r\n Content-Length: 5", .foldedField(offset: 32)),
      ("X: a\r\n\tTransfer-Encoding: chunked", .foldedField(offset: 32)),
      ("Transfer-Encoding:\r\n chunked", .foldedField(offset: 46)),
      ("Transfer-Encoding : chunked", .spaceBeforeColon(offset: 43)),
      ("Content-Length\t: 5", .spaceBeforeColon(offset: 40)),
      (" Content-Length: 5", .foldedField(offset: 26)),
      (": 5", .malformedField(offset: 26)),  // No name.
      ("Content-Length", .malformedField(offset: 40)),
      ("Content Length: 5", .malformedField(offset: 33)),
      ("X\u{B}: a", .controlCharacter(byte: 0x0B, offset: 27)),
      ("Transfer-Encoding: \u{B}chunked", .controlCharacter(byte: 0x0B, offset: 45)),
      ("Transfer-Encoding: chunked\u{C}", .controlCharacter(byte: 0x0C, offset: 52)),
      ("X: a\0b", .controlCharacter(byte: 0, offset: 30)),
      ("X: a\nContent-Length: 5", .bareLineBreak(offset: 30)),
      ("X: a\rContent-Length: 5", .bareLineBreak(offset: 30)),
      ("X: a\r\r", .bareLineBreak(offset: 30)),
      ("X: a\n", .bareLineBreak(offset: 30)),
      ("Host: b", .duplicateHost(count: 2)),
      ("host:", .duplicateHost(count: 2)),
    ] as [(String, HTTPParsingError)])
  func `a field that could be read in two ways is refused`(
    field: String, expected: HTTPParsingError
  ) throws {
    let conversation = try read(Self.start + field + "\r\n\r\n" + Self.hidden)

    #expect(conversation.failure == expected)
    #expect(conversation.messages.isEmpty)
  }

  @Test(
    arguments: [
      "Transfer-Encoding: \tchunked", "Transfer-Encoding:\tchunked\t", "Transfer-Encoding:chunked",
      "TRANSFER-ENCODING: CHUNKED", "transfer-encoding:  chunked  ",
    ])
  func `blanks around a value and the case of letters mean nothing`(field: String) throws {
    let body = "\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
    let conversation = try read(Self.start + field + body + Self.hidden)

    #expect(payloads(conversation) == ["abc", ""])
    #expect(conversation.failure == nil)
  }

  @Test(
    arguments: [
      "X-Transfer-Encoding: chunked", "Transfer_Encoding: chunked", "Transfer-Encodin: chunked",
      "Content-Length-X: 44", "Content.Length: 44",
    ])
  func `a name that only resembles a framing field frames nothing`(field: String) throws {
    let conversation = try read(Self.start + field + "\r\n\r\n" + Self.hidden)

    #expect(payloads(conversation) == ["", ""])
    #expect(conversation.rest.isEmpty)
  }

  @Test(
    arguments: [
      "0x1\r\na\r\n", "+1\r\na\r\n", "-1\r\na\r\n", "1_0\r\na\r\n", "1h\r\na\r\n", "\r\na\r\n",
      " 1\r\na\r\n", "\t1\r\na\r\n", "1 \r\na\r\n", "１\r\na\r\n",  // A digit of full width.
      "1\na\r\n", "1\ra\r\n", "1\r\na\n", "1\r\na\r", "1\r\naX\r\n", "1\r\na\r\r\n",
      "1;a\n\r\na\r\n", "1;a\r\r\na\r\n", "1;a=\"\n\"\r\na\r\n", "1\0\r\na\r\n", "1;\0\r\na\r\n",
      "1,2\r\na\r\n", "1\r\n\r\na\r\n", "1\u{B}\r\na\r\n",
    ])
  func `a chunk that could be read in two ways is refused`(chunk: String) throws {
    let end = "0\r\n\r\n" + Self.hidden
    let conversation = try read(Self.start + "Transfer-Encoding: chunked\r\n\r\n" + chunk + end)

    guard case .malformedChunk = conversation.failure else {
      Issue.record("\(conversation)")
      return
    }
    #expect(conversation.messages.count == 1)
    #expect(conversation.failure?.status == 400)
  }

  @Test(
    arguments: [
      (String(repeating: "0", count: 300) + "1", .chunkLineTooLong(limit: 256)),  // A flood.
      ("1;" + String(repeating: "a", count: 300), .chunkLineTooLong(limit: 256)),
      ("100000000000000001", .bodyTooLong(byteCount: .max, limit: 1_048_576)),  // 2^68 and 1.
      ("10000000000000001", .bodyTooLong(byteCount: .max, limit: 1_048_576)),  // 2^64 and 1.
      ("8000000000000000", .bodyTooLong(byteCount: .max, limit: 1_048_576)),  // 2^63.
      ("FFFFFFFFFFFFFFFF", .bodyTooLong(byteCount: .max, limit: 1_048_576)),  // -1 in 64 bits.
      ("7FFFFFFF", .bodyTooLong(byteCount: 0x7FFF_FFFF, limit: 1_048_576)),
      ("100001", .bodyTooLong(byteCount: 0x10_0001, limit: 1_048_576)),
    ] as [(String, HTTPParsingError)])
  func `a size beyond all measure is refused before its chunk`(
    size: String, expected: HTTPParsingError
  ) throws {
    let start = Self.start + "Transfer-Encoding: chunked\r\n\r\n"
    let conversation = try read(start + size + "\r\na\r\n0\r\n\r\n" + Self.hidden)

    #expect(conversation.failure == expected)
    #expect(payloads(conversation) == [""])
  }

  @Test func `zeros before a size, and extensions behind it, mean nothing`() throws {
    let body = "0000001;a=\"0;b\"\r\na\r\n00;x\r\n\r\n"
    let conversation = try read(
      Self.start + "Transfer-Encoding: chunked\r\n\r\n" + body + Self.hidden)

    #expect(payloads(conversation) == ["a", ""])
    #expect(conversation.rest.isEmpty)
  }

  /// RFC 9110 §6.5.1: fields for framing, routing and the like must not be taken from trailers.
  @Test(
    arguments: [
      "Content-Length: 44", "Transfer-Encoding: chunked", "Host: b", "Connection: close",
      "Authorization: Bearer x", "X-Sum: 1",
    ])
  func `trailers are dropped, the forbidden ones with the others`(trailer: String) throws {
    let start = Self.start + "Transfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n"
    let conversation = try read(start + "1\r\na\r\n0\r\n" + trailer + "\r\n\r\n" + Self.hidden)

    #expect(payloads(conversation) == ["a", ""])
    guard case .request(let head) = conversation.messages[0].head else { return }
    #expect(
      head.fields == [
        "Host": "a", "Transfer-Encoding": "chunked", "Trailer": "X-Sum",
      ])
  }

  @Test(
    arguments: [
      "X : 1", " X: 1", "X", ": 1", "X: 1\n", "X: \0", "X: 1\r Y: 2", "GET / HTTP/1.1",
    ])
  func `a trailer that is no field is refused`(trailer: String) throws {
    let start = Self.start + "Transfer-Encoding: chunked\r\n\r\n"
    let conversation = try read(start + "0\r\n" + trailer + "\r\n\r\n" + Self.hidden)

    #expect(conversation.messages.count == 1)
    #expect(conversation.failure?.status == 400)
  }

  @Test func `pipelined requests are the same at every pair of cuts`() throws {
    let text =
      Self.start + "Content-Length: 2\r\n\r\nhi" + Self.hidden
      + Self.start + "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n" + "\r\n" + Self.hidden
    let bytes = Array(text.utf8)
    let whole = try read(text)

    #expect(payloads(whole) == ["hi", "", "a", ""])
    #expect(whole.messages.map(\.hasEnded) == [true, true, true, true])
    for first in 0...bytes.count {
      // Every second place is near or far; all of them would be 12,000 readings.
      for second in [first + 1, first + 7, first + 61] where second <= bytes.count {
        let pieces = [bytes[..<first], bytes[first..<second], bytes[second...]]
        let cut = try HTTPConversation.read(pieces, .requests, .standard)
        #expect(cut == whole, "cut at \(first) and \(second)")
      }
    }
  }

  @Test(
    arguments: [
      ("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked", .conflictingFraming),
      (
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 1",
        .duplicateContentLength(count: 2)
      ),
      ("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip", .unsupportedTransferCoding),
      ("HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked", .transferCodingInHTTP10),
      ("HTTP/1.1 200 OK\r\nContent-Length: 1a", .malformedContentLength),
      ("HTTP/1.1 200 O\0K", .controlCharacter(byte: 0, offset: 14)),
      ("HTTP/1.1 200 OK\nContent-Length: 1", .bareLineBreak(offset: 15)),
    ] as [(String, HTTPParsingError)])
  func `a response that could be split is refused as well`(
    head: String, expected: HTTPParsingError
  ) throws {
    let text = head + "\r\n\r\n0\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"
    let conversation = try Chunkings.requireSame(for: Array(text.utf8)) {
      try HTTPConversation.read($0, .responses(to: "GET"), .response)
    }

    #expect(conversation.failure == expected)
    #expect(conversation.messages.count <= 1)
  }
}
