import Testing
import Wire

@Suite struct HTTPHeadWriterTests {
  @Test func `a request is written line by line`() {
    let head = HTTPRequestHead(
      method: "GET", target: "/a?b", fields: ["Host": "c", "X-Empty": ""])

    var bytes: [UInt8] = Array("> ".utf8)
    head.write(into: &bytes)

    #expect(
      String(decoding: bytes, as: UTF8.self)
        == "> GET /a?b HTTP/1.1\r\nHost: c\r\nX-Empty: \r\n\r\n")
  }

  @Test func `a response has the standard reason, or an empty one`() {
    var bytes: [UInt8] = []
    HTTPResponseHead(status: 429, fields: ["Retry-After": "7"]).write(into: &bytes)
    HTTPResponseHead(status: 599).write(into: &bytes)

    #expect(
      String(decoding: bytes, as: UTF8.self)
        == "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 7\r\n\r\nHTTP/1.1 599 \r\n\r\n")
  }

  @Test func `a length stands behind the fields, or in the place of one among them`() {
    var bytes: [UInt8] = []
    HTTPResponseHead(status: 200, fields: ["A": "b"]).write(into: &bytes, contentLength: 7)
    HTTPRequestHead(method: "PUT", target: "/", fields: ["Content-Length": "1", "A": "b"])
      .write(into: &bytes, contentLength: 0)

    #expect(
      String(decoding: bytes, as: UTF8.self)
        == "HTTP/1.1 200 OK\r\nA: b\r\ncontent-length: 7\r\n\r\n"
        + "PUT / HTTP/1.1\r\ncontent-length: 0\r\nA: b\r\n\r\n")
  }

  @Test(
    arguments: [
      "b\r\nC: d", "b\nC: d", "b\rC: d", "b\r\n\r\n", "b\0", "\u{1}", "\u{7F}",
      "\r\n",  // One character to Swift, which must not hide it from a search for one of two.
    ])
  func `a value that would end its line or upset a reader stops the program`(value: String) async {
    await #expect(processExitsWith: .failure) { [value] in
      var bytes: [UInt8] = []
      HTTPResponseHead(status: 200, fields: ["A": value]).write(into: &bytes)
    }
  }

  @Test(arguments: ["", "A B", "A:", "A\r\nB", "\u{E9}", "A\0"])
  func `a name that is no token stops the program`(name: String) async {
    await #expect(processExitsWith: .failure) { [name] in
      var bytes: [UInt8] = []
      HTTPResponseHead(status: 200, fields: HTTPFields([(name, "b")])).write(into: &bytes)
    }
  }

  @Test(
    arguments: [
      ("GET", "/ HTTP/1.1\r\n"), ("GET", "/a b"), ("GET", ""), ("GET", "/\u{E9}"), ("GET", "/\0"),
      ("GET /", "/"), ("", "/"), ("GET\r\n", "/"),
    ] as [(String, String)])
  func `a start line that would become two stops the program`(
    method: String, target: String
  ) async {
    await #expect(processExitsWith: .failure) { [method, target] in
      var bytes: [UInt8] = []
      HTTPRequestHead(method: method, target: target).write(into: &bytes)
    }
  }

  @Test(arguments: ["OK\r\nA: b", "\n", "\0"])
  func `a reason that would end its line stops the program`(reason: String) async {
    await #expect(processExitsWith: .failure) { [reason] in
      var bytes: [UInt8] = []
      HTTPResponseHead(status: 200, reason: reason, version: .http11, fields: [:])
        .write(into: &bytes)
    }
  }
}
