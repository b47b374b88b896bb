/// Bytes in and out at two ends, in one piece of memory, so that they can be parsed in place.
package final class ByteQueue {
  private var storage: UnsafeMutablePointer<UInt8>
  /// The bytes of memory behind the queue, used or not.
  private(set) var capacity: Int
  private var head = 0
  private var tail = 0

  /// Storage is given back when a queue runs empty above this, so that idle streams stay small.
  private static let keptCapacity = 4096

  init() {
    capacity = 0
    storage = UnsafeMutablePointer<UInt8>.allocate(capacity: 0)
  }

  deinit { storage.deallocate() }

  /// How many bytes are in the queue.
  package var count: Int { tail - head }

  /// Whether no byte is in the queue.
  package var isEmpty: Bool { head == tail }

  /// The bytes, oldest first; valid until the queue is next changed or a task suspends.
  package var view: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: storage + head, count: tail - head)
  }

  /// Adds bytes at the end.
  package func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let base = bytes.baseAddress, bytes.count > 0 else { return }
    makeRoom(for: bytes.count)
    (storage + tail).update(from: base, count: bytes.count)
    tail += bytes.count
  }

  /// Removes bytes from the front.
  package func removeFirst(_ count: Int) {
    precondition(count <= self.count, "\(count) bytes were to be removed from \(self.count)")
    head += count
    guard head == tail else { return }
    head = 0
    tail = 0
    if capacity > Self.keptCapacity { replaceStorage(capacity: 0) }
  }

  /// Removes everything.
  package func removeAll() {
    removeFirst(count)
  }

  private func makeRoom(for extra: Int) {
    guard tail + extra > capacity else { return }
    let needed = count + extra
    // Moving to the front is enough when it frees half; otherwise moves would be frequent.
    if needed * 2 <= capacity {
      storage.update(from: storage + head, count: count)
      (head, tail) = (0, count)
    } else {
      replaceStorage(capacity: max(256, needed * 2))
    }
  }

  private func replaceStorage(capacity newCapacity: Int) {
    let replacement = UnsafeMutablePointer<UInt8>.allocate(capacity: newCapacity)
    let kept = count
    replacement.update(from: storage + head, count: kept)
    storage.deallocate()
    storage = replacement
    capacity = newCapacity
    (head, tail) = (0, kept)
  }
}
