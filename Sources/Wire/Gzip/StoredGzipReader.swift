/// Reads gzip whose blocks are all stored, as `StoredGzip` writes it, wherever its bytes are cut.
package struct StoredGzipReader: Sendable {
  private enum State: Equatable {
    case head
    case blockHead
    case payload
    case tail
    case finished
  }

  /// How many bytes tell whether a file can be read: the head and the first block's type.
  package static let prefixBytes = headBytes + 1

  private static let headBytes = 10
  private var state = State.head
  /// The bytes of a head or tail that is not complete.
  private var pending: [UInt8] = []
  private var left = 0
  private var isLast = false
  private var sum = CRC32()

  /// A reader of a file that has not begun.
  package init() {}

  /// Whether a file that has begun lacks its end.
  package var isCut: Bool {
    state != .finished && !(state == .head && pending.isEmpty)
  }

  /// Whether a file that begins so can be read: no optional fields, and a block that is stored.
  package static func canRead(_ prefix: ByteView) -> Bool {
    prefix.count >= prefixBytes && prefix[0] == 0x1F && prefix[1] == 0x8B && prefix[2] == 8
      && prefix[3] == 0 && prefix[headBytes] & 0b110 == 0
  }

  /// Hands out what the bytes hold; throws at a block that is compressed, or a sum that is wrong.
  package mutating func read(
    _ view: ByteView, _ take: (ByteView) -> Void
  ) throws(StoredGzipError) {
    var offset = 0
    while offset < view.count, state != .finished {
      if state == .payload {
        let end = min(view.count, offset + left)
        let piece = view.part(offset..<end)
        sum.update(piece)
        take(piece)
        left -= piece.count
        offset = end
        if left == 0 { state = isLast ? .tail : .blockHead }
      } else {
        pending.append(view[offset])
        offset += 1
        try step()
      }
    }
  }

  private mutating func step() throws(StoredGzipError) {
    switch state {
    case .head where pending.count == Self.headBytes: state = .blockHead
    case .blockHead where pending.count == 5: try beginBlock()
    case .tail where pending.count == 8: try end()
    default: return
    }
    pending.removeAll()
  }

  private mutating func beginBlock() throws(StoredGzipError) {
    guard pending[0] & 0b110 == 0 else { throw .compressedBlock }
    isLast = pending[0] & 1 == 1
    left = Int(pending[1]) | Int(pending[2]) << 8
    guard left ^ 0xFFFF == Int(pending[3]) | Int(pending[4]) << 8 else { throw .wrongLength }
    state = left > 0 ? .payload : isLast ? .tail : .blockHead
  }

  private mutating func end() throws(StoredGzipError) {
    let said = pending[..<4].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    guard said == sum.value else { throw .wrongSum }
    state = .finished
  }
}

/// Why a gzip file cannot be read.
package enum StoredGzipError: Error, Sendable, Equatable {
  /// A block is compressed, which only a real decompressor can read.
  case compressedBlock
  /// A block's length and its complement do not belong together.
  case wrongLength
  /// The check sum is not that of the bytes.
  case wrongSum
  /// The bytes ended before the file did.
  case cut
}
