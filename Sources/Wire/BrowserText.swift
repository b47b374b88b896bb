/// Bytes as a browser's decoder reads them: what is no UTF-8 becomes U+FFFD, and nothing fails
/// (Encoding Standard, "UTF-8 decode").
package enum BrowserText {
  /// Calls `body` with the bytes, or with a repaired copy where they need it.
  package static func withUTF8<Value>(
    of bytes: ByteView, _ body: (ByteView) throws -> Value
  ) rethrows -> Value {
    var check = UTF8Check()
    if check.firstWrong(in: bytes) == nil, check.isComplete { return try body(bytes) }
    let repaired = Array(String(decoding: bytes, as: UTF8.self).utf8)
    return try repaired.withUnsafeBufferPointer(body)
  }
}
