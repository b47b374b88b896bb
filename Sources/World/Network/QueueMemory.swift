/// Pieces of memory that the byte queues of one loop lend each other.
///
/// Thousands of streams are open, and at any moment few of them have bytes here: memory that each
/// kept for itself would lie idle, and asking the allocator for each event would cost more.
final class QueueMemory {
  /// What a queue gets that needs no more: a head, or some events.
  static let pieceBytes = 1024
  /// Pieces that are kept for later; a megabyte of them, more than one turn of a loop fills.
  static let keptPieces = 1024

  /// Where queues without memory stand; nothing is written there.
  let nowhere = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)
  /// Each piece that is free begins with the address of the next one.
  private var free: UnsafeMutableRawPointer?
  /// How many pieces are free.
  private(set) var freeCount = 0

  deinit {
    while free != nil { take().deallocate() }
    nowhere.deallocate()
  }

  /// A piece for a queue; the one that was given back last, as it is in the processor's cache.
  func take() -> UnsafeMutablePointer<UInt8> {
    guard let piece = free else { return .allocate(capacity: Self.pieceBytes) }
    free = piece.load(as: UnsafeMutableRawPointer?.self)
    freeCount -= 1
    return piece.assumingMemoryBound(to: UInt8.self)
  }

  /// Takes a piece back.
  func give(_ piece: UnsafeMutablePointer<UInt8>) {
    guard freeCount < Self.keptPieces else { return piece.deallocate() }
    let piece = UnsafeMutableRawPointer(piece)
    piece.storeBytes(of: free, as: UnsafeMutableRawPointer?.self)
    free = piece
    freeCount += 1
  }
}
