/// Reads gzip whose blocks are all stored, as ``StoredGzip`` writes it, wherever it is split.
package struct StoredGzipReader: Sendable {
  private enum Part {
    case head
    case blockHead
    case block(left: Int)
    case tail
    case finished
  }

  private var part = Part.head
  private var held: [UInt8] = []
  private var isLastBlock = false
  private var sum = CRC32()
  private var byteCount: UInt32 = 0

  /// A reader before its first byte.
  package init() {}

  /// Hands out what the next bytes hold; throws where they are no gzip, or not of stored blocks.
  package mutating func read(_ view: ByteView, _ take: (ByteView) throws -> Void) throws {
    var offset = 0
    while offset < view.count {
      guard case .block(let left) = part else {
        held.append(view[offset])
        offset += 1
        try endPart()
        continue
      }
      let piece = view.part(offset..<min(view.count, offset + left))
      offset += piece.count
      sum.update(piece)
      byteCount &+= UInt32(truncatingIfNeeded: piece.count)
      part = left > piece.count ? .block(left: left - piece.count) : behindBlock
      try take(piece)
    }
  }

  private var behindBlock: Part { isLastBlock ? .tail : .blockHead }

  /// Goes on to the next part if all bytes of this one are held.
  private mutating func endPart() throws(StoredGzipError) {
    switch part {
    case .head where held.count == 10:
      // Deflate, and none of the fields that may follow (RFC 1952 §2.3).
      guard held.starts(with: [0x1F, 0x8B, 8, 0]) else { throw .noGzip }
      part = .blockHead
    case .blockHead where held.count == 5:
      guard held[0] <= 1 else { throw .compressed }
      isLastBlock = held[0] == 1
      let length = number(held[1...2])
      guard length == ~number(held[3...4]) & 0xFFFF else { throw .noGzip }
      part = length > 0 ? .block(left: Int(length)) : behindBlock
    case .tail where held.count == 8:
      let isWhole = number(held[0...3]) == sum.value && number(held[4...7]) == byteCount
      guard isWhole else { throw .wrongSum }
      part = .finished
    case .finished: throw .noGzip
    default: return
    }
    held.removeAll(keepingCapacity: true)
  }

  private func number(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }
}

/// Why a compressed body was given up.
package enum StoredGzipError: Error, Equatable, CustomStringConvertible {
  /// It is no gzip.
  case noGzip
  /// A block is compressed.
  case compressed
  /// What came is not what its writer summed up.
  case wrongSum

  package var description: String {
    switch self {
    case .noGzip: "the body is no gzip; send it without content-encoding"
    case .compressed: "a block of the gzip body is compressed; send stored blocks only"
    case .wrongSum: "the gzip body is not what its check sum says; send it again"
    }
  }
}
