import Synchronization

/// What a world knows of one of its lanes without keeping it alive.
final class LaneBook: @unchecked Sendable {  // `pending` is confined to the loop.
  let name: String
  /// Pieces of work that were handed over and whose tasks have not gone on yet.
  var pending = 0
  /// Atomic, since the last one to hold a lane may be its own thread.
  private let open = Atomic<Bool>(true)

  init(_ name: String) {
    self.name = name
  }

  /// Whether the lane, and live its thread, was not told to end.
  var isOpen: Bool { open.load(ordering: .relaxed) }

  func close() {
    open.store(false, ordering: .relaxed)
  }
}
