import Wire

/// Unpacks what an inner hop has compressed, for a client that did not ask for it.
///
/// Cloudflare asks its origin for gzip whatever its client wants, and unpacks it where need be.
/// Here only stored blocks can be unpacked: other files pass as they are, which a few bytes tell.
struct GzipUnpacker {
  private enum Progress {
    case undecided([UInt8])
    case unpacking(StoredGzipReader)
    case passing
  }

  private var progress = Progress.undecided([])

  /// Whether the coding was taken off; nil while too few bytes have come to tell.
  private(set) var isUnpacked: Bool?

  /// Whether an answer to a request has to be unpacked.
  static func isNeeded(for request: HTTPRequestHead, _ answer: HTTPResponseHead) -> Bool {
    answer.fields["content-encoding"]?.lowercased() == "gzip" && request.method != "HEAD"
      && !ListField.accepts("gzip", request.fields.values(of: "accept-encoding"))
  }

  /// The head of an answer that was unpacked.
  static func head(_ head: HTTPResponseHead) -> HTTPResponseHead {
    var head = head
    head.fields.remove("content-encoding")
    head.fields.remove("content-length")
    return head
  }

  /// Takes a piece, and appends to `bytes` what goes on.
  mutating func take(
    _ piece: ByteView, into bytes: inout [UInt8]
  ) throws(StoredGzipError) {
    switch progress {
    case .passing: bytes.append(contentsOf: piece)
    case .unpacking(var reader):
      try reader.read(piece) { bytes.append(contentsOf: $0) }
      progress = .unpacking(reader)
    case .undecided(var prefix):
      prefix.append(contentsOf: piece)
      guard prefix.count >= StoredGzipReader.prefixBytes else {
        progress = .undecided(prefix)
        return
      }
      let canRead = prefix.withUnsafeBufferPointer { StoredGzipReader.canRead($0) }
      isUnpacked = canRead
      progress = canRead ? .unpacking(StoredGzipReader()) : .passing
      try prefix.withUnsafeBufferPointer { (view) throws(StoredGzipError) in
        try take(view, into: &bytes)
      }
    }
  }

  /// Whether a file that is unpacked lacks its end so far.
  var isCut: Bool {
    guard case .unpacking(let reader) = progress else { return false }
    return reader.isCut
  }

  /// What is left at the end of a file that was too short to tell.
  mutating func end(into bytes: inout [UInt8]) {
    if case .undecided(let prefix) = progress { bytes.append(contentsOf: prefix) }
  }
}
