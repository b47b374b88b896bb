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

  @Test func `a line break in a value stops the program`() async {
    await #expect(processExitsWith: .failure) {
      var bytes: [UInt8] = []
      HTTPResponseHead(status: 200, fields: ["A": "b\r\nC: d"]).write(into: &bytes)
    }
    await #expect(processExitsWith: .failure) {
      var bytes: [UInt8] = []
      HTTPRequestHead(method: "GET", target: "/ HTTP/1.1\r\n").write(into: &bytes)
    }
  }
}
