/// Bytes in and out at two ends, in one piece of memory, so that they can be parsed in place.
///
/// The last bytes can be in flight: they have their place, and are not seen before they land. An
/// empty queue has no memory at all, so that idle streams stay small.
package struct ByteQueue: ~Copyable {
  private var storage: UnsafeMutablePointer<UInt8>
  /// The bytes of memory behind the queue, used or not.
  private(set) var capacity: Int
  private var head = 0
  /// Behind the last byte that can be seen.
  private var tail = 0
  /// Behind the last byte, those in flight included.
  private var end = 0

  private let memory: QueueMemory

  init(_ memory: QueueMemory) {
    self.memory = memory
    capacity = 0
    storage = memory.nowhere
  }

  deinit { Self.release(storage, capacity, memory) }

  /// How many bytes are in the queue.
  package var count: Int { tail - head }

  /// Whether no byte is in the queue.
  package var isEmpty: Bool { head == tail }

  /// The bytes, oldest first; valid until the queue is next changed or a task suspends.
  package var view: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: storage + head, count: tail - head)
  }

  /// The bytes and those in flight.
  var countInAll: Int { end - head }

  /// The bytes in flight, oldest first.
  var flying: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: storage + tail, count: end - tail)
  }

  /// Adds bytes at the end; none may be in flight.
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    precondition(tail == end, "bytes would overtake those in flight")
    appendFlying(bytes)
    tail = end
  }

  /// Adds a piece at the end, between two that are a few bytes long; none may be in flight.
  mutating func append(
    _ bytes: UnsafeBufferPointer<UInt8>, between opening: UnsafeBufferPointer<UInt8>,
    and closing: UnsafeBufferPointer<UInt8>
  ) {
    precondition(tail == end, "bytes would overtake those in flight")
    let added = opening.count + bytes.count + closing.count
    if end + added > capacity { makeRoom(for: added) }
    // Byte by byte: for so few a call to copy them would cost more.
    for byte in opening { put(byte) }
    if let base = bytes.baseAddress { (storage + end).update(from: base, count: bytes.count) }
    end += bytes.count
    for byte in closing { put(byte) }
    tail = end
  }

  /// Adds at the end what `fill` writes, `size` bytes at most; none may be in flight.
  mutating func append(upTo size: Int, _ fill: (UnsafeMutableBufferPointer<UInt8>) -> Int) {
    precondition(tail == end, "bytes would overtake those in flight")
    if end + size > capacity { makeRoom(for: size) }
    let count = fill(UnsafeMutableBufferPointer(start: storage + end, count: size))
    precondition((0...size).contains(count), "\(count) bytes were written into room for \(size)")
    end += count
    tail = end
  }

  private mutating func put(_ byte: UInt8) {
    storage[end] = byte
    end += 1
  }

  /// Adds bytes that are not seen until they land.
  mutating func appendFlying(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let base = bytes.baseAddress, bytes.count > 0 else { return }
    if end + bytes.count > capacity { makeRoom(for: bytes.count) }
    (storage + end).update(from: base, count: bytes.count)
    end += bytes.count
  }

  /// Takes over all bytes of another queue, as bytes in flight; an empty queue just swaps storage.
  mutating func takeFlying(from other: inout ByteQueue) {
    guard head == end else {
      appendFlying(other.view)
      return other.removeAll()
    }
    precondition(other.tail == other.end, "bytes in flight cannot be sent on")
    swap(&self, &other)
    tail = head
    other.head = 0
    other.tail = 0
    other.end = 0
  }

  /// Lets the first bytes in flight be seen.
  mutating func land(_ count: Int) {
    precondition(count <= end - tail, "\(count) bytes were to land of \(end - tail) in flight")
    tail += count
  }

  /// Removes bytes from the front.
  mutating func removeFirst(_ count: Int) {
    precondition(count <= tail - head, "\(count) bytes were to be removed from \(self.count)")
    head += count
    guard head == end else { return }
    (head, tail, end) = (0, 0, 0)
    Self.release(storage, capacity, memory)
    storage = memory.nowhere
    capacity = 0
  }

  /// Removes everything that can be seen.
  mutating func removeAll() {
    removeFirst(count)
  }

  private mutating func makeRoom(for extra: Int) {
    let needed = end - head + extra
    // Moving to the front is enough when it frees half; otherwise moves would be frequent.
    if needed * 2 <= capacity {
      storage.update(from: storage + head, count: end - head)
      (head, tail, end) = (0, tail - head, end - head)
    } else if capacity == 0 {
      // What is empty will be emptied again, and has no use for more.
      let isPiece = needed <= QueueMemory.pieceBytes
      storage = isPiece ? memory.take() : .allocate(capacity: needed)
      capacity = isPiece ? QueueMemory.pieceBytes : needed
    } else {
      grow(to: needed * 2)
    }
  }

  private mutating func grow(to newCapacity: Int) {
    let replacement = UnsafeMutablePointer<UInt8>.allocate(capacity: newCapacity)
    replacement.update(from: storage + head, count: end - head)
    Self.release(storage, capacity, memory)
    storage = replacement
    capacity = newCapacity
    (head, tail, end) = (0, tail - head, end - head)
  }

  /// Gives memory to whom it came from.
  private static func release(
    _ storage: UnsafeMutablePointer<UInt8>, _ capacity: Int, _ memory: QueueMemory
  ) {
    switch capacity {
    case 0: break
    case QueueMemory.pieceBytes: memory.give(storage)
    default: storage.deallocate()
    }
  }
}
