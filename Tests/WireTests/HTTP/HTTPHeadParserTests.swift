import Testing
import Wire

@Suite struct HTTPHeadParserTests {
  static let request =
    "POST /v1/drafts?x=1 HTTP/1.1\r\nHost: a.example:80\r\nX-Empty:\r\nx-padded: \t b c \t\r\n\r\n"
  static let response =
    "HTTP/1.1 200 Very OK\r\nContent-Type: text/event-stream\r\n"
    + "Set-Cookie: a\r\nset-cookie: b\r\n\r\n"

  private func parse(
    _ text: String, limits: HTTPLimits = .standard
  ) throws(HTTPParsingError) -> (head: HTTPRequestHead, byteCount: Int)? {
    try parse(Array(text.utf8), limits: limits)
  }

  private func parse(
    _ bytes: [UInt8], limits: HTTPLimits = .standard
  ) throws(HTTPParsingError) -> (head: HTTPRequestHead, byteCount: Int)? {
    var parser = HTTPHeadParser(limits: limits)
    return try bytes.withUnsafeBufferPointer { (view) throws(HTTPParsingError) in
      try parser.request(in: view)
    }
  }

  private func parseResponse(
    _ text: String
  ) throws(HTTPParsingError) -> (head: HTTPResponseHead, byteCount: Int)? {
    var parser = HTTPHeadParser()
    return try Array(text.utf8).withUnsafeBufferPointer { (view) throws(HTTPParsingError) in
      try parser.response(in: view)
    }
  }

  @Test func `a request gives its parts, and values lose the space around them`() throws {
    let (head, byteCount) = try #require(try parse(Self.request + "body"))

    #expect(byteCount == Self.request.utf8.count)
    #expect(head.method == "POST")
    #expect(head.target == "/v1/drafts?x=1")
    #expect(head.version == .http11)
    #expect(head.fields == ["Host": "a.example:80", "X-Empty": "", "x-padded": "b c"])
  }

  @Test func `a response gives its parts`() throws {
    let (head, byteCount) = try #require(try parseResponse(Self.response + "data: "))

    #expect(byteCount == Self.response.utf8.count)
    #expect(head.status == 200)
    #expect(head.reason == "Very OK")
    #expect(head.version == .http11)
    #expect(head.fields.values(of: "Set-Cookie") == ["a", "b"])
  }

  @Test(arguments: 0..<request.utf8.count)
  func `any split gives the same request, and no prefix gives one`(at cut: Int) throws {
    let bytes = Array(Self.request.utf8)
    var parser = HTTPHeadParser()

    let early = try bytes[..<cut].withUnsafeBufferPointer { try parser.request(in: $0) }
    let late = try bytes.withUnsafeBufferPointer { try parser.request(in: $0) }

    #expect(early == nil)
    #expect(late?.head == (try parse(Self.request))?.head)
    #expect(late?.byteCount == bytes.count)
  }

  @Test func `a request that comes byte by byte is found at its last byte`() throws {
    let bytes = Array(Self.request.utf8)
    var parser = HTTPHeadParser()

    for count in 0..<bytes.count {
      let early = try bytes[..<count].withUnsafeBufferPointer { try parser.request(in: $0) }
      #expect(early == nil)
    }
    let late = try bytes.withUnsafeBufferPointer { try parser.request(in: $0) }

    #expect(late?.byteCount == bytes.count)
  }

  @Test(arguments: 0..<response.utf8.count)
  func `any split gives the same response`(at cut: Int) throws {
    let bytes = Array(Self.response.utf8)
    var parser = HTTPHeadParser()

    let early = try bytes[..<cut].withUnsafeBufferPointer { try parser.response(in: $0) }
    let late = try bytes.withUnsafeBufferPointer { try parser.response(in: $0) }

    #expect(early == nil)
    #expect(late?.head == (try parseResponse(Self.response))?.head)
  }

  @Test func `a parser starts afresh behind each pipelined request`() throws {
    var bytes: [UInt8] = []
    for index in 0..<10 {
      bytes += Array("GET /\(index) HTTP/1.1\r\nHost: a\r\n\r\n".utf8)
    }
    var parser = HTTPHeadParser()

    var targets: [String] = []
    while let (head, byteCount) = try bytes.withUnsafeBufferPointer({
      try parser.request(in: $0)
    }) {
      targets.append(head.target)
      bytes.removeFirst(byteCount)
    }

    #expect(targets == (0..<10).map { "/\($0)" })
    #expect(bytes.isEmpty)
  }

  @Test func `one empty line before a request is skipped and counted`() throws {
    let (head, byteCount) = try #require(try parse("\r\n" + Self.request))

    #expect(head.method == "POST")
    #expect(byteCount == Self.request.utf8.count + 2)
    #expect(throws: HTTPParsingError.malformedRequestLine(offset: 0)) {
      try parse("\r\n\r\n" + Self.request)
    }
    #expect(throws: HTTPParsingError.malformedStatusLine(offset: 0)) {
      try parseResponse("\r\n" + Self.response)
    }
  }

  @Test(
    arguments: [
      ("GET / HTTP/1.1\nHost: a\r\n\r\n", .bareLineBreak(offset: 14)),
      ("GET / HTTP/1.1\rHost: a\r\n\r\n", .bareLineBreak(offset: 14)),
      ("GET / HTTP/1.1\r\nHost: a\r\n\n", .bareLineBreak(offset: 25)),
      ("GET / HTTP/1.1\r\nHost: a\rb\r\n\r\n", .bareLineBreak(offset: 23)),
      ("GET / HTTP/1.1\r\nHost: a\r\nX: \0\r\n\r\n", .controlCharacter(byte: 0, offset: 28)),
      ("GET / HTTP/1.1\r\nHost: \u{7F}\r\n\r\n", .controlCharacter(byte: 127, offset: 22)),
      ("\u{16}\u{03}\u{01}", .controlCharacter(byte: 0x16, offset: 0)),  // A TLS greeting.
      ("GET / HTTP/1.1\r\nHost: a\r\n b: c\r\n\r\n", .foldedField(offset: 25)),
      ("GET / HTTP/1.1\r\n Host: a\r\n\r\n", .foldedField(offset: 16)),
      ("GET / HTTP/1.1\r\nHost : a\r\n\r\n", .spaceBeforeColon(offset: 20)),
      ("GET / HTTP/1.1\r\nHost\t: a\r\n\r\n", .spaceBeforeColon(offset: 20)),
      ("GET / HTTP/1.1\r\nHost a\r\n\r\n", .malformedField(offset: 20)),
      ("GET / HTTP/1.1\r\nHost\r\n\r\n", .malformedField(offset: 20)),
      ("GET / HTTP/1.1\r\n: a\r\n\r\n", .malformedField(offset: 16)),
      ("GET / HTTP/1.1\r\nHo@st: a\r\n\r\n", .malformedField(offset: 18)),
      ("GET / HTTP/1.1\r\nH\u{E9}: a\r\n\r\n", .malformedField(offset: 17)),
      ("GET / HTTP/1.1\r\n\r\n", .missingHost),
      ("GET / HTTP/1.1\r\nHost: a\r\nhost: a\r\n\r\n", .duplicateHost(count: 2)),
      ("GET / HTTP/1.0\r\nHost: a\r\nhost: b\r\n\r\n", .duplicateHost(count: 2)),
      ("GET / HTTP/1.1\r\nHost:\r\n\r\n", .malformedHost),
      ("GET / HTTP/1.1\r\nHost: a, b\r\n\r\n", .malformedHost),
      ("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", .malformedHost),
      ("GET / HTTP/1.1\r\nHost: me@a\r\n\r\n", .malformedHost),
    ] as [(String, HTTPParsingError)])
  func `bad fields are refused with 400`(text: String, expected: HTTPParsingError) {
    #expect(throws: expected) { try parse(text) }
    #expect(expected.status == 400)
  }

  @Test(
    arguments: [
      ("GET  / HTTP/1.1", .malformedRequestLine(offset: 4)),
      ("GET /  HTTP/1.1", .malformedRequestLine(offset: 6)),
      (" GET / HTTP/1.1", .malformedRequestLine(offset: 0)),
      ("GET / HTTP/1.1 ", .malformedRequestLine(offset: 6)),
      ("GET\t/ HTTP/1.1", .malformedRequestLine(offset: 3)),
      ("GET /", .malformedRequestLine(offset: 5)),  // HTTP/0.9.
      ("GET", .malformedRequestLine(offset: 3)),
      ("GET / http/1.1", .malformedRequestLine(offset: 6)),
      ("GET / HTTP/1", .malformedRequestLine(offset: 6)),
      ("GET / HTTP/1.10", .malformedRequestLine(offset: 6)),
      ("G@T / HTTP/1.1", .malformedRequestLine(offset: 1)),
      ("GET /\u{E9} HTTP/1.1", .malformedRequestLine(offset: 5)),
      ("GET / HTTP/1.2", .unsupportedVersion(offset: 6)),
      ("PRI * HTTP/2.0", .unsupportedVersion(offset: 6)),  // The greeting of HTTP/2.
      ("GET / HTTP/0.9", .unsupportedVersion(offset: 6)),
    ] as [(String, HTTPParsingError)])
  func `a bad request line is refused`(line: String, expected: HTTPParsingError) {
    #expect(throws: expected) { try parse(line + "\r\nHost: a\r\n\r\n") }
  }

  @Test(
    arguments: [
      ("HTTP/1.1 200\r\n\r\n", 200, ""),
      ("HTTP/1.1 200 \r\n\r\n", 200, ""),
      ("HTTP/1.0 529 Overloaded\r\n\r\n", 529, "Overloaded"),
      ("HTTP/1.1 520  x\r\n\r\n", 520, " x"),
    ] as [(String, Int, String)])
  func `a status line may lack its reason`(text: String, status: Int, reason: String) throws {
    let head = try #require(try parseResponse(text)).head

    #expect(head.status == status)
    #expect(head.reason == reason)
  }

  @Test(
    arguments: [
      ("HTTP/1.1 20 OK", .malformedStatusLine(offset: 11)),
      ("HTTP/1.1 2000 OK", .malformedStatusLine(offset: 12)),
      ("HTTP/1.1 099 OK", .malformedStatusLine(offset: 9)),
      ("HTTP/1.1 600 OK", .malformedStatusLine(offset: 9)),
      ("HTTP/1.1  200 OK", .malformedStatusLine(offset: 9)),
      ("HTTP/1.1", .malformedStatusLine(offset: 8)),
      ("SSH-2.0-OpenSSH_9.6", .malformedStatusLine(offset: 8)),
      ("HTTP-1.1 200 OK", .malformedStatusLine(offset: 0)),
      ("HTTP/2.0 200 OK", .unsupportedVersion(offset: 0)),
    ] as [(String, HTTPParsingError)])
  func `a bad status line is refused`(line: String, expected: HTTPParsingError) {
    #expect(throws: expected) { try parseResponse(line + "\r\n\r\n") }
  }

  @Test func `bytes beyond ASCII in a value are text, or U+FFFD`() throws {
    let start = Array("GET / HTTP/1.1\r\nHost: a\r\nX: ".utf8)
    let end = Array("\r\n\r\n".utf8)

    let text = try #require(try parse(start + Array("é".utf8) + end))
    let other = try #require(try parse(start + [0xE9] + end))

    #expect(text.head.fields["x"] == "é")
    #expect(other.head.fields["x"] == "\u{FFFD}")
  }

  @Test func `version 1.0 needs no host`() throws {
    let (head, _) = try #require(try parse("GET / HTTP/1.0\r\n\r\n"))

    #expect(head.version == .http10)
  }

  @Test func `a head of exactly the limit passes, one byte more does not`() throws {
    let limits = HTTPLimits(headBytes: Self.request.utf8.count)
    let less = HTTPLimits(headBytes: Self.request.utf8.count - 1)

    #expect(try parse(Self.request + "more", limits: limits) != nil)
    let error = #expect(throws: HTTPParsingError.self) { try parse(Self.request, limits: less) }
    #expect(error == .headTooLong(byteCount: less.headBytes + 1, limit: less.headBytes))
    #expect(error?.status == 431)
  }

  @Test(arguments: [1, 1000])
  func `the empty line before a request does not count for its limit`(pieceLength: Int) throws {
    let limits = HTTPLimits(headBytes: Self.request.utf8.count)
    let bytes = Array(("\r\n" + Self.request).utf8)
    var parser = HTTPHeadParser(limits: limits)

    var found: HTTPRequestHead?
    for end in stride(from: min(pieceLength, bytes.count), through: bytes.count, by: pieceLength) {
      found = try bytes[..<end].withUnsafeBufferPointer { try parser.request(in: $0)?.head }
    }

    #expect(found?.method == "POST")
  }

  @Test func `an endless head is refused as soon as it fills the limit`() {
    let limits = HTTPLimits(headBytes: 100)
    let text = "GET / HTTP/1.1\r\nX: " + String(repeating: "a", count: 81)

    #expect(throws: HTTPParsingError.headTooLong(byteCount: 100, limit: 100)) {
      try parse(text, limits: limits)
    }
    #expect(throws: Never.self) { try parse(String(text.dropLast()), limits: limits) }
  }

  @Test func `a target beyond the limit gives 414, also when its line never ends`() throws {
    let limits = HTTPLimits(headBytes: 100, targetBytes: 10)
    let line = { (count: Int) in
      "GET /\(String(repeating: "a", count: count - 1)) HTTP/1.1\r\nHost: a\r\n\r\n"
    }

    #expect(try parse(line(10), limits: limits) != nil)
    #expect(throws: HTTPParsingError.targetTooLong(byteCount: 11, limit: 10)) {
      try parse(line(11), limits: limits)
    }
    let error = #expect(throws: HTTPParsingError.self) { try parse(line(200), limits: limits) }
    #expect(error?.status == 414)
  }

  @Test func `too many fields are refused before the head has ended`() throws {
    let limits = HTTPLimits(fieldCount: 3)
    let start = "GET / HTTP/1.1\r\nHost: a\r\nB: b\r\nC: c\r\n"

    #expect(try parse(start + "\r\n", limits: limits) != nil)
    let error = #expect(throws: HTTPParsingError.self) {
      try parse(start + "D: d\r\n", limits: limits)
    }
    #expect(error == .tooManyFields(limit: 3))
    #expect(error?.status == 431)
  }

  @Test(arguments: 0..<200)
  func `a written request reads back the same`(seed: Int) throws {
    var random = TinyRandom(seed: seed)
    let letters = Array("abcXYZ019-_.~!")
    let values = Array("abc ,;=\"\\:é€\t/")
    func text(_ alphabet: [Character], _ count: Int) -> String {
      String((0..<count).map { _ in random.pick(alphabet) })
    }
    var fields: HTTPFields = ["Host": "a"]
    for _ in 0..<random.below(8) {
      let name = "x" + text(letters, random.below(20))
      fields.append(name, "v" + text(values, random.below(30)) + "v")
    }
    let head = HTTPRequestHead(
      method: text(Array("GETPOS"), 1 + random.below(6)), target: "/" + text(letters, 5),
      version: random.pick([.http10, .http11]), fields: fields)

    var bytes: [UInt8] = []
    head.write(into: &bytes)

    #expect(try parse(bytes)?.head == head)
  }
}
