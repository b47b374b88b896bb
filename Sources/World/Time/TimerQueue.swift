/// The timers armed for the present instant, in the order in which they were armed.
struct TimerQueue: ~Copyable {
  private var indexes = UnsafeMutablePointer<UInt32>.allocate(capacity: 64)
  /// A power of two.
  private var capacity = 64
  private var head = 0
  private(set) var count = 0

  deinit { indexes.deallocate() }

  /// The entry that was armed first.
  var first: UInt32? { count == 0 ? nil : indexes[head] }

  mutating func append(_ index: UInt32) {
    if count == capacity { grow() }
    indexes[(head + count) & (capacity - 1)] = index
    count += 1
  }

  mutating func removeFirst() -> UInt32? {
    guard count > 0 else { return nil }
    let first = indexes[head]
    head = (head + 1) & (capacity - 1)
    count -= 1
    return first
  }

  private mutating func grow() {
    let larger = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity * 2)
    for offset in 0..<count { larger[offset] = indexes[(head + offset) & (capacity - 1)] }
    indexes.deallocate()
    indexes = larger
    capacity *= 2
    head = 0
  }
}
