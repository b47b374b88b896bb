/// The timers of one tick in (deadline, sequence) order: a binary heap in raw storage.
struct TimerHeap: ~Copyable {
  private struct Item {
    let deadline: Int64
    let sequence: UInt64
    let index: UInt32

    func comesBefore(_ other: Item) -> Bool {
      deadline != other.deadline ? deadline < other.deadline : sequence < other.sequence
    }
  }

  private var items = UnsafeMutablePointer<Item>.allocate(capacity: 16)
  private var capacity = 16
  private var count = 0

  deinit { items.deallocate() }

  var isEmpty: Bool { count == 0 }

  /// The entry that comes first.
  var first: UInt32? { count == 0 ? nil : items[0].index }

  /// The earliest deadline; later than all if the heap is empty.
  var firstDeadline: Int64 { count == 0 ? .max : items[0].deadline }

  /// Whether the first entry comes before another timer.
  func comesBefore(_ deadline: Int64, _ sequence: UInt64) -> Bool {
    count > 0 && items[0].comesBefore(Item(deadline: deadline, sequence: sequence, index: 0))
  }

  mutating func insert(_ index: UInt32, _ deadline: Int64, _ sequence: UInt64) {
    if count == capacity { grow() }
    let item = Item(deadline: deadline, sequence: sequence, index: index)
    var child = count
    count += 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard item.comesBefore(items[parent]) else { break }
      items[child] = items[parent]
      child = parent
    }
    items[child] = item
  }

  /// Removes the entry that comes first; there must be one.
  mutating func removeFirst() -> UInt32 {
    precondition(count > 0, "an empty heap has no first timer")
    let first = items[0].index
    count -= 1
    let last = items[count]
    var parent = 0
    while true {
      var child = 2 * parent + 1
      guard child < count else { break }
      if child + 1 < count, items[child + 1].comesBefore(items[child]) { child += 1 }
      guard items[child].comesBefore(last) else { break }
      items[parent] = items[child]
      parent = child
    }
    items[parent] = last
    return first
  }

  private mutating func grow() {
    let larger = UnsafeMutablePointer<Item>.allocate(capacity: capacity * 2)
    larger.update(from: items, count: count)
    items.deallocate()
    items = larger
    capacity *= 2
  }
}
