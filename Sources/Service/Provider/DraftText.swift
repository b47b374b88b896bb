import Wire

/// The text of a draft as far as it has come. Streams follow it, each at the pace of its client.
final class DraftText: @unchecked Sendable {  // Confined to its world's loop.
  /// The text in UTF-8; it only grows, by whole characters.
  var bytes: [UInt8] = []

  var count: Int { bytes.count }

  var isEmpty: Bool { bytes.isEmpty }

  /// Where a piece that begins at `start` ends: behind all that is there, or before a character
  /// that would make it too long for one event.
  func end(ofPieceFrom start: Int) -> Int {
    let longest = start == 0 ? ServiceLimits.firstTextBytes : ServiceLimits.textEventBytes
    guard bytes.count - start > longest else { return bytes.count }
    var end = start + longest
    while bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return end
  }
}
