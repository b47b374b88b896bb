import Testing
import Wire

@Suite struct HTTPBodyFramingTests {
  private func ofRequest(
    _ fields: HTTPFields, version: HTTPVersion = .http11
  ) throws(HTTPParsingError) -> HTTPBodyFraming {
    try .ofRequest(
      HTTPRequestHead(method: "POST", target: "/", version: version, fields: fields))
  }

  @Test(
    arguments: [
      ([:], .none),
      (["Content-Length": "0"], .length(0)),
      (["Content-Length": "42"], .length(42)),
      (["Content-Length": "0042"], .length(42)),  // Only digits: leading zeros are allowed.
      (["Content-Length": "1048576"], .length(1_048_576)),  // Exactly the limit.
      (["Transfer-Encoding": "chunked"], .chunked),
      (["transfer-encoding": "Chunked"], .chunked),
    ] as [(HTTPFields, HTTPBodyFraming)])
  func `a request's fields tell its framing`(fields: HTTPFields, expected: HTTPBodyFraming) throws {
    #expect(try ofRequest(fields) == expected)
  }

  @Test(
    arguments: [
      (["Content-Length": "5", "Transfer-Encoding": "chunked"], .conflictingFraming, 400),
      (["Transfer-Encoding": "chunked", "Content-Length": "5"], .conflictingFraming, 400),
      (["Content-Length": "5", "content-length": "5"], .duplicateContentLength(count: 2), 400),
      (["Content-Length": "5", "content-length": "6"], .duplicateContentLength(count: 2), 400),
      (["Content-Length": "5, 5"], .malformedContentLength, 400),
      (["Content-Length": "+5"], .malformedContentLength, 400),
      (["Content-Length": "-5"], .malformedContentLength, 400),
      (["Content-Length": "0x5"], .malformedContentLength, 400),
      (["Content-Length": "5 5"], .malformedContentLength, 400),
      (["Content-Length": "٥"], .malformedContentLength, 400),  // A digit, but not an ASCII one.
      (["Content-Length": ""], .malformedContentLength, 400),
      (["Content-Length": "1048577"], .bodyTooLong(byteCount: 1_048_577, limit: 1_048_576), 413),
      (
        ["Content-Length": "99999999999999999999"], .bodyTooLong(byteCount: .max, limit: .max), 413
      ),
      (["Transfer-Encoding": "gzip"], .unsupportedTransferCoding, 501),
      (["Transfer-Encoding": "gzip, chunked"], .unsupportedTransferCoding, 501),
      (["Transfer-Encoding": "chunked, chunked"], .unsupportedTransferCoding, 501),
      (["Transfer-Encoding": "xchunked"], .unsupportedTransferCoding, 501),
      (["Transfer-Encoding": ""], .unsupportedTransferCoding, 501),
      (
        ["Transfer-Encoding": "chunked", "transfer-encoding": "identity"],
        .unsupportedTransferCoding, 501
      ),
    ] as [(HTTPFields, HTTPParsingError, Int)])
  func `framing that could be read in two ways is refused`(
    fields: HTTPFields, expected: HTTPParsingError, status: Int
  ) {
    #expect(throws: expected) { try ofRequest(fields) }
    #expect(expected.status == status)
  }

  @Test func `version 1.0 has no transfer codings`() {
    #expect(throws: HTTPParsingError.transferCodingInHTTP10) {
      try ofRequest(["Transfer-Encoding": "chunked"], version: .http10)
    }
  }

  @Test(
    arguments: [
      (200, "GET", [:], .untilClose),
      (200, "GET", ["Content-Length": "5"], .length(5)),
      (200, "GET", ["Transfer-Encoding": "chunked"], .chunked),
      (200, "GET", ["Content-Length": "9999999"], .length(9_999_999)),  // No limit on responses.
      (200, "HEAD", ["Content-Length": "5"], .none),
      (200, "HEAD", ["Transfer-Encoding": "chunked"], .none),
      (204, "GET", ["Content-Length": "5"], .none),
      (304, "GET", ["Content-Length": "5"], .none),
      (100, "POST", [:], .none),
      (101, "GET", [:], .none),
      (200, "CONNECT", [:], .none),
      (502, "CONNECT", ["Content-Length": "5"], .length(5)),
      (529, "POST", ["Content-Length": "5"], .length(5)),
    ] as [(Int, String, HTTPFields, HTTPBodyFraming)])
  func `status and method decide before the fields of a response`(
    status: Int, method: String, fields: HTTPFields, expected: HTTPBodyFraming
  ) throws {
    let head = HTTPResponseHead(status: status, fields: fields)

    #expect(try HTTPBodyFraming.ofResponse(head, to: method) == expected)
  }

  @Test func `a response with two framings is refused too`() {
    let head = HTTPResponseHead(
      status: 200, fields: ["Content-Length": "5", "Transfer-Encoding": "chunked"])

    #expect(throws: HTTPParsingError.conflictingFraming) {
      try HTTPBodyFraming.ofResponse(head, to: "GET")
    }
  }
}
