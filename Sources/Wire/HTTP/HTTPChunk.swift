/// Writes a chunked body (RFC 9112 §7.1).
package enum HTTPChunk {
  /// The last chunk without trailers; its absence tells the reader of a cut.
  package static let end: [UInt8] = Array("0\r\n\r\n".utf8)

  /// Appends one chunk; an empty payload appends nothing, as an empty chunk would be the end.
  package static func write(_ payload: ByteView, into bytes: inout [UInt8]) {
    if payload.isEmpty { return }
    bytes.append(contentsOf: String(payload.count, radix: 16).utf8)
    HTTPHeadWriter.endLine(&bytes)
    bytes.append(contentsOf: payload)
    HTTPHeadWriter.endLine(&bytes)
  }

  /// Appends one chunk of owned bytes; an empty payload appends nothing.
  package static func write(_ payload: [UInt8], into bytes: inout [UInt8]) {
    payload.withUnsafeBufferPointer { write($0, into: &bytes) }
  }
}
