/// Writes a chunked body (RFC 9112 §7.1).
package enum HTTPChunk {
  /// The last chunk without trailers; its absence tells the reader of a cut.
  package static let end: [UInt8] = Array("0\r\n\r\n".utf8)

  private static let lineEnd: StaticString = "\r\n"

  /// Hands out what stands before and behind a payload to make it a chunk.
  ///
  /// The payload must not be empty, as an empty chunk would be the end.
  package static func frame(_ payload: ByteView, _ use: (ByteView, ByteView) -> Void) {
    precondition(!payload.isEmpty, "an empty chunk would be the end")
    // Sixteen digits and the line's end, filled from the back.
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 18) { line in
      line[16] = ASCII.carriageReturn
      line[17] = ASCII.lineFeed
      var (start, rest) = (16, payload.count)
      while rest > 0 {
        start -= 1
        let digit = UInt8(truncatingIfNeeded: rest & 15)
        line[start] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") - 10 + digit
        rest >>= 4
      }
      use(
        ByteView(rebasing: line[start...]),
        ByteView(start: lineEnd.utf8Start, count: lineEnd.utf8CodeUnitCount))
    }
  }

  /// Appends one chunk; an empty payload appends nothing.
  package static func write(_ payload: [UInt8], into bytes: inout [UInt8]) {
    if payload.isEmpty { return }
    payload.withUnsafeBufferPointer { payload in
      frame(payload) { opening, closing in
        bytes.append(contentsOf: opening)
        bytes.append(contentsOf: payload)
        bytes.append(contentsOf: closing)
      }
    }
  }
}
