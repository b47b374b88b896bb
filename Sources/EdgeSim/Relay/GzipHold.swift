import Wire

/// What a compressing hop has read and not written yet (ngx_http_gzip_filter_module).
///
/// Deflate gives nothing out before a block is full, unless it is flushed. nginx flushes after each
/// read where it does not buffer, and where it does only at the end, also of an answer that is cut.
struct GzipHold {
  private let flushesEachPiece: Bool
  private var gzip = StoredGzip()
  private var held: [UInt8] = []

  init(flushesEachPiece: Bool) {
    self.flushesEachPiece = flushesEachPiece
  }

  /// Takes a piece; what is to be written is appended to `bytes`.
  mutating func take(_ piece: ByteView, into bytes: inout [UInt8]) {
    if flushesEachPiece { return gzip.write(piece, into: &bytes) }
    held.append(contentsOf: piece)
    if held.count >= EdgeLimits.Nginx.gzipHeldBytes { flush(into: &bytes) }
  }

  /// Writes what is held; an answer that is cut ends so.
  mutating func flush(into bytes: inout [UInt8]) {
    guard !held.isEmpty else { return }
    held.withUnsafeBufferPointer { gzip.write($0, into: &bytes) }
    held.removeAll()
  }

  /// Writes what is held, and the end.
  mutating func end(into bytes: inout [UInt8]) {
    flush(into: &bytes)
    gzip.end(into: &bytes)
  }
}
