import Testing
import Wire

@Suite struct WebSocketHandshakeTests {
  /// The example of RFC 6455 §1.3: the key, and the digest of key and suffix.
  static let key = "dGhlIHNhbXBsZSBub25jZQ=="
  static let digest: [UInt8] = [
    0xB3, 0x7A, 0x4F, 0x2C, 0xC0, 0x62, 0x4F, 0x16, 0x90, 0xF6, 0x46, 0x06, 0xCF, 0x38, 0x59, 0x45,
    0xB2, 0xBE, 0xC4, 0xEA,
  ]

  static let request = HTTPRequestHead(
    method: "GET", target: "/chat",
    fields: [
      "Host": "server.example.com", "Upgrade": "websocket", "Connection": "keep-alive, Upgrade",
      "Sec-WebSocket-Key": key, "Sec-WebSocket-Version": "13",
    ])

  /// Knows the one digest of the example.
  private func sha1(_ view: ByteView) -> [UInt8] {
    #expect(view.text == "\(Self.key)258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
    return Self.digest
  }

  private func answer(
    changing change: (inout HTTPRequestHead) -> Void
  ) throws(WebSocketHandshakeError) -> HTTPResponseHead {
    var request = Self.request
    change(&request)
    return try WebSocketHandshake.answer(to: request, sha1: sha1)
  }

  @Test func `the example of RFC 6455 §1_3 is answered as there`() throws {
    let answer = try WebSocketHandshake.answer(
      to: Self.request, subprotocol: "chat", sha1: sha1)

    #expect(answer.status == 101)
    #expect(
      answer.fields == [
        "Upgrade": "websocket", "Connection": "Upgrade",
        "Sec-WebSocket-Accept": "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", "Sec-WebSocket-Protocol": "chat",
      ])
    #expect(WebSocketHandshake.isAskedFor(by: Self.request))
  }

  @Test(
    arguments: [
      ("Upgrade", "WebSocket"), ("Upgrade", "h2c, websocket"), ("Connection", "UPGRADE"),
      ("Sec-WebSocket-Extensions", "permessage-deflate"),  // Offered, and not taken.
      ("Content-Length", "0"), ("Origin", "https://example.com"),
    ] as [(String, String)])
  func `a server takes what it must`(name: String, value: String) throws {
    let answer = try answer { $0.fields.set(name, value) }

    #expect(answer.status == 101)
    #expect(answer.fields["Sec-WebSocket-Extensions"] == nil)
  }

  @Test(
    arguments: [
      ("Upgrade", "h2c", .noUpgrade, 426),
      ("Upgrade", "websockets", .noUpgrade, 426),
      ("Connection", "keep-alive", .noConnectionUpgrade, 400),
      ("Sec-WebSocket-Version", "8", .unsupportedVersion, 426),
      ("Sec-WebSocket-Version", "13, 8", .unsupportedVersion, 426),
      ("Sec-WebSocket-Version", "", .unsupportedVersion, 426),
      ("Sec-WebSocket-Key", "", .malformedKey, 400),
      ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ", .malformedKey, 400),  // No padding.
      ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZR==", .malformedKey, 400),  // A bit too many.
      ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25j", .malformedKey, 400),  // 15 bytes.
      ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZWFh", .malformedKey, 400),  // 18 bytes.
      ("Content-Length", "5", .unexpectedBody, 400),
      ("Content-Length", "x", .unexpectedBody, 400),
      ("Transfer-Encoding", "chunked", .unexpectedBody, 400),
    ] as [(String, String, WebSocketHandshakeError, Int)])
  func `a request that is wrong in one field is refused`(
    name: String, value: String, expected: WebSocketHandshakeError, status: Int
  ) {
    #expect(throws: expected) { try answer { $0.fields.set(name, value) } }
    #expect(expected.status == status)
  }

  @Test func `a request with another method, version or two keys is refused`() {
    #expect(throws: WebSocketHandshakeError.wrongMethod("POST")) {
      try answer { $0.method = "POST" }
    }
    #expect(throws: WebSocketHandshakeError.wrongHTTPVersion) {
      try answer { $0.version = .http10 }
    }
    #expect(throws: WebSocketHandshakeError.malformedKey) {
      try answer { $0.fields.append("sec-websocket-key", Self.key) }
    }
    for name in ["Upgrade", "Connection", "Sec-WebSocket-Key", "Sec-WebSocket-Version"] {
      #expect(throws: WebSocketHandshakeError.self) { try answer { $0.fields.remove(name) } }
    }
  }

  @Test func `a refusal names the version and the method that would do`() {
    #expect(
      WebSocketHandshakeError.unsupportedVersion.fields.contains("13", in: "Sec-WebSocket-Version"))
    #expect(WebSocketHandshakeError.noUpgrade.fields["Upgrade"] == "websocket")
    #expect(WebSocketHandshakeError.wrongMethod("PUT").fields == ["Allow": "GET"])
    #expect(WebSocketHandshakeError.malformedKey.fields.isEmpty)
  }

  @Test func `a client's request is one that a server takes`() throws {
    let bytes = Array("the sample nonce".utf8)
    let request = WebSocketHandshake.request(
      target: "/chat", host: "server.example.com", key: bytes, subprotocols: ["chat", "other"])
    let answer = try WebSocketHandshake.answer(to: request, subprotocol: "chat", sha1: sha1)

    #expect(request.fields["Sec-WebSocket-Key"] == Self.key)
    #expect(try WebSocketHandshake.check(answer, to: request, sha1: sha1) == "chat")
  }

  @Test(
    arguments: [
      ("Upgrade", nil, .noUpgrade), ("Upgrade", "h2c", .noUpgrade),
      ("Connection", nil, .noConnectionUpgrade),
      ("Sec-WebSocket-Accept", nil, .wrongAccept),
      ("Sec-WebSocket-Accept", key, .wrongAccept),  // An echo.
      ("Sec-WebSocket-Accept", "S3pPLMBiTxaQ9kYGzzhZRbK+xOo=", .wrongAccept),  // Case counts.
      ("Sec-WebSocket-Extensions", "permessage-deflate", .unexpectedExtension),
      ("Sec-WebSocket-Protocol", "chat", .unexpectedSubprotocol("chat")),
    ] as [(String, String?, WebSocketHandshakeError)])
  func `an answer that is wrong in one field is refused`(
    name: String, value: String?, expected: WebSocketHandshakeError
  ) throws {
    var answer = try WebSocketHandshake.answer(to: Self.request, sha1: sha1)
    answer.fields.remove(name)
    if let value { answer.fields.append(name, value) }

    #expect(throws: expected) {
      try WebSocketHandshake.check(answer, to: Self.request, sha1: sha1)
    }
    #expect(expected.description.contains("; "))
  }

  @Test func `an answer without a switch, or with a subprotocol in other letters, is refused`()
    throws
  {
    let refusal = HTTPResponseHead(status: 403)
    #expect(throws: WebSocketHandshakeError.notSwitched(status: 403)) {
      try WebSocketHandshake.check(refusal, to: Self.request, sha1: sha1)
    }
    let request = WebSocketHandshake.request(
      target: "/", host: "a", key: Array("the sample nonce".utf8), subprotocols: ["chat"])
    let answer = try WebSocketHandshake.answer(to: request, subprotocol: "Chat", sha1: sha1)
    #expect(throws: WebSocketHandshakeError.unexpectedSubprotocol("Chat")) {
      try WebSocketHandshake.check(answer, to: request, sha1: sha1)
    }
  }

  @Test func `a key of another length stops the program`() async {
    await #expect(processExitsWith: .failure) {
      _ = WebSocketHandshake.request(target: "/", host: "a", key: [1, 2, 3])
    }
  }
}
