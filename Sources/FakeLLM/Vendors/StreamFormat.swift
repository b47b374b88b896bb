import Wire

/// One vendor's spelling of a stream, appended to bytes that are sent together.
protocol StreamFormat {
  /// The header fields of the answer.
  var fields: HTTPFields { get }
  /// Writes what comes before the first token.
  func writeBeginning(into bytes: inout [UInt8])
  /// Writes one event with text; it must not allocate, as it runs for every few tokens.
  func writeDelta(_ text: ByteView, into buffer: inout ByteBuffer)
  /// Writes a sign of life.
  func writePing(into bytes: inout [UInt8])
  /// Writes an error of that type or code.
  func writeError(_ kind: String, into bytes: inout [UInt8])
  /// Writes what comes after the last token.
  func writeEnding(_ reason: StopReason, outputTokens: Int, into bytes: inout [UInt8])
}
