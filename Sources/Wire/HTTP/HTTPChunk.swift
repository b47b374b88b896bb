/// Writes a chunked body (RFC 9112 §7.1).
package enum HTTPChunk {
  /// The last chunk without trailers; its absence tells the reader of a cut.
  package static let end: [UInt8] = Array("0\r\n\r\n".utf8)

  /// Appends one chunk; an empty payload appends nothing, as an empty chunk would be the end.
  package static func write(_ payload: ByteView, into bytes: inout [UInt8]) {
    if payload.isEmpty { return }
    writeHexadecimal(payload.count, into: &bytes)
    HTTPHeadWriter.endLine(&bytes)
    bytes.append(contentsOf: payload)
    HTTPHeadWriter.endLine(&bytes)
  }

  /// Digit by digit: a `String` for each token's chunk would cost more than the rest of it.
  private static func writeHexadecimal(_ number: Int, into bytes: inout [UInt8]) {
    let highestBit = Int.bitWidth - number.leadingZeroBitCount - 1
    var shift = highestBit & ~3
    while shift >= 0 {
      let digit = UInt8(truncatingIfNeeded: number >> shift) & 15
      bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") - 10 + digit)
      shift -= 4
    }
  }

  /// Appends one chunk of owned bytes; an empty payload appends nothing.
  package static func write(_ payload: [UInt8], into bytes: inout [UInt8]) {
    payload.withUnsafeBufferPointer { write($0, into: &bytes) }
  }
}
