import Testing
import Wire

/// Heads that come in one piece are read in another way than those that come in two.
@Suite struct HTTPWholeHeadTests {
  private static let limits = HTTPLimits(headBytes: 512, targetBytes: 64, fieldCount: 70)

  private static let many = (0..<69).map { "a\($0): b\r\n" }.joined()

  @Test(
    arguments: [
      "Host: a\r\n\r\n", "Host: a\r\nA-Longer-Name: and a longer value\r\n\r\nbehind it",
      "Host: a\r\nx_1-a.b!: digits and marks in a name\r\n\r\n",
      "Host: a\r\nempty:\r\nblank: \r\n\r\n", "Host:a\r\nx:  two\r\ny: behind \r\n\r\n",
      "Host: a\r\nx: a\ttab\r\n\r\n", "Host: a\r\nx: \u{E9}t\u{E9}\r\n\r\n",
      "Host: a\r\nx: \u{7F}\r\n\r\n", "Host: a\r\nx: \u{1}\r\n\r\n", "Host: a\nx: b\r\n\r\n",
      "Host: a\r\nx: b\rc\r\n\r\n", "Host: a\r\n folded\r\n\r\n", "Host: a\r\nno colon\r\n\r\n",
      "Host: a\r\nspace : b\r\n\r\n", "Host: a\r\n: b\r\n\r\n", "Host: a\r\nHost: b\r\n\r\n",
      "Host: a b\r\n\r\n", "\r\n", "Host: a\r\n\r", "Host: a\r\n", "Host", "",
      "Host: a\r\n\(many)\r\n", "Host: a\r\nb: c\r\n\(many)\r\n",
      "Host: a\r\nx: \(String(repeating: "y", count: 480))\r\n\r\n",
      "Host: a\r\nx: \(String(repeating: "y", count: 477))\r\n\r\n",
    ])
  func `a head reads the same in one piece and in two`(fields: String) {
    for line in ["GET / HTTP/1.1\r\n", "GET /\t HTTP/1.1\r\n", "GET http://b/c HTTP/1.0\r\n"] {
      let bytes = Array((line + fields).utf8)
      let (whole, halves) = (request(bytes, split: false), request(bytes, split: true))
      #expect(whole == halves, "\(line)")
    }
    let bytes = Array(("HTTP/1.1 200 OK\r\n" + fields).utf8)
    #expect(response(bytes, split: false) == response(bytes, split: true))
  }

  private func request(_ bytes: [UInt8], split: Bool) -> Result<String, HTTPParsingError> {
    read(bytes, split: split) { (parser, view) throws(HTTPParsingError) in
      try parser.request(in: view).map { "\($0)" }
    }
  }

  private func response(_ bytes: [UInt8], split: Bool) -> Result<String, HTTPParsingError> {
    read(bytes, split: split) { (parser, view) throws(HTTPParsingError) in
      try parser.response(in: view).map { "\($0)" }
    }
  }

  /// What a parser says in the end; of a split head it has seen the first line before.
  private func read(
    _ bytes: [UInt8], split: Bool,
    _ parse: (inout HTTPHeadParser, ByteView) throws(HTTPParsingError) -> String?
  ) -> Result<String, HTTPParsingError> {
    var parser = HTTPHeadParser(limits: Self.limits)
    return bytes.withUnsafeBufferPointer { view in
      do throws(HTTPParsingError) {
        if split, let early = try parse(&parser, view.part(0..<10)) { return .success(early) }
        return .success(try parse(&parser, view) ?? "incomplete")
      } catch {
        return .failure(error)
      }
    }
  }
}
