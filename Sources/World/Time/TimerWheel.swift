/// Names one armed timer; it goes stale when the timer fires or is cancelled.
package struct TimerID: Equatable, Sendable {
  fileprivate let index: UInt32
  fileprivate let generation: UInt32

  /// Names no timer; cancelling it does nothing.
  package static let none = TimerID(index: .max, generation: 0)
}

/// Pending timers in exact (instant, sequence) order: a hierarchical wheel, a heap for one tick.
///
/// Five levels of 256 slots, a tick of 2²⁰ ns (1.05 ms), so 2⁶⁰ ns (36 years) fit. Every token
/// re-arms a keep-alive: cancelling unlinks at once and leaves nothing behind. The earliest tick's
/// timers stand in a small heap, which alone decides the order inside that tick.
struct TimerWheel {
  private static let tickShift: Int64 = 20
  private static let slotBits = 8
  private static let slotCount = 256
  private static let levelCount = 5
  private static let none = UInt32.max
  /// Owns the timers of the network, which outlive every process.
  static let nobody: UInt32 = 0
  private static let latestDeadline: Int64 = 1 << 59

  private enum Place {
    case free
    case slot(Int)
    case heap
    /// Cancelled while in the heap; dropped when it comes up.
    case dropped
  }

  private struct Entry {
    var deadline: Int64 = 0
    var sequence: UInt64 = 0
    var next = TimerWheel.none
    var previous = TimerWheel.none
    var generation: UInt32 = 0
    var owner = TimerWheel.nobody
    var place = Place.free
    var action: (() -> Void)?
  }

  private struct HeapItem {
    let deadline: Int64
    let sequence: UInt64
    let index: UInt32

    func comesBefore(_ other: HeapItem) -> Bool {
      deadline != other.deadline ? deadline < other.deadline : sequence < other.sequence
    }
  }

  private var entries: [Entry] = []
  private var freeHead = TimerWheel.none
  private var slots = [UInt32](repeating: none, count: levelCount * slotCount)
  private var occupied = [UInt64](repeating: 0, count: levelCount * slotCount / 64)
  private var heap: [HeapItem] = []
  /// Timers up to and including this tick are in the heap, later ones in the slots.
  private var currentTick: Int64 = 0
  private var nextSequence: UInt64 = 0

  /// How many timers are armed.
  private(set) var count = 0

  /// Arms a timer; equal deadlines fire in the order in which they were armed.
  mutating func arm(
    at deadline: Int64, of owner: UInt32 = nobody, _ action: @escaping () -> Void
  ) -> TimerID {
    let index = takeEntry()
    entries[Int(index)].deadline = min(max(0, deadline), Self.latestDeadline)
    entries[Int(index)].sequence = nextSequence
    entries[Int(index)].owner = owner
    entries[Int(index)].action = action
    nextSequence += 1
    count += 1
    place(index)
    return TimerID(index: index, generation: entries[Int(index)].generation)
  }

  /// Disarms a timer; a stale or empty name does nothing.
  mutating func cancel(_ timer: TimerID) {
    let index = timer.index
    guard index < entries.count, entries[Int(index)].generation == timer.generation else { return }
    switch entries[Int(index)].place {
    case .free, .dropped: return
    case .slot(let slot):
      unlink(index, from: slot)
      count -= 1
      release(index)
    case .heap:
      count -= 1
      entries[Int(index)].place = .dropped
      entries[Int(index)].action = nil
    }
  }

  /// Disarms all timers of a process that has died; walks through everything that is armed.
  mutating func cancelAll(of owner: UInt32) {
    for index in entries.indices where isArmed(index, by: owner) {
      cancel(TimerID(index: UInt32(index), generation: entries[index].generation))
    }
  }

  /// How many timers of a process are armed; walks through everything that is armed.
  func count(of owner: UInt32) -> Int {
    entries.indices.count { isArmed($0, by: owner) }
  }

  private func isArmed(_ index: Int, by owner: UInt32) -> Bool {
    guard entries[index].owner == owner else { return false }
    switch entries[index].place {
    case .slot, .heap: return true
    case .free, .dropped: return false
    }
  }

  /// When to look again: the earliest deadline, or nearer where it is only known roughly; nil when
  /// nothing is armed.
  ///
  /// The wheel does not turn for this. If it did, whatever is armed next for an earlier instant
  /// would have to go to the heap, which would then hold everything.
  mutating func nextWake() -> Int64? {
    dropCancelled()
    if let top = heap.first { return top.deadline }
    guard count > 0 else { return nil }
    let (level, slot, tick) = nextSlot()
    return level == 0 ? earliest(in: slot) : tick << Self.tickShift
  }

  /// Takes the first timer that is due at `now`, in exact order.
  mutating func popDue(at now: Int64) -> (() -> Void)? {
    while true {
      dropCancelled()
      if let top = heap.first { return top.deadline <= now ? popFirst() : nil }
      guard count > 0 else { return nil }
      let (level, slot, tick) = nextSlot()
      guard tick <= now >> Self.tickShift else { return nil }
      currentTick = tick
      empty(level * Self.slotCount + slot)
    }
  }

  private mutating func popFirst() -> (() -> Void)? {
    let index = heap[0].index
    popHeap()
    // Moved out, not copied: a copy would be another reference to count.
    var action: (() -> Void)?
    swap(&action, &entries[Int(index)].action)
    count -= 1
    release(index)
    return action
  }

  private mutating func dropCancelled() {
    while let top = heap.first, case .dropped = entries[Int(top.index)].place {
      popHeap()
      release(top.index)
    }
  }

  // MARK: Slots

  private mutating func place(_ index: UInt32) {
    let tick = entries[Int(index)].deadline >> Self.tickShift
    guard tick > currentTick else { return pushHeap(index) }
    let highestBit = 63 - (tick ^ currentTick).leadingZeroBitCount
    let level = min(highestBit / Self.slotBits, Self.levelCount - 1)
    let position = Int(tick >> Int64(level * Self.slotBits)) & (Self.slotCount - 1)
    link(index, into: level * Self.slotCount + position)
  }

  private mutating func link(_ index: UInt32, into slot: Int) {
    let head = slots[slot]
    entries[Int(index)].place = .slot(slot)
    entries[Int(index)].next = head
    entries[Int(index)].previous = Self.none
    if head != Self.none { entries[Int(head)].previous = index }
    slots[slot] = index
    occupied[slot >> 6] |= 1 << UInt64(slot & 63)
  }

  private mutating func unlink(_ index: UInt32, from slot: Int) {
    let (next, previous) = (entries[Int(index)].next, entries[Int(index)].previous)
    if next != Self.none { entries[Int(next)].previous = previous }
    if previous != Self.none { entries[Int(previous)].next = next } else { slots[slot] = next }
    if slots[slot] == Self.none { occupied[slot >> 6] &= ~(1 << UInt64(slot & 63)) }
  }

  /// The next occupied slot, and the tick at which it begins.
  private func nextSlot() -> (level: Int, slot: Int, tick: Int64) {
    for level in 0..<Self.levelCount {
      let shift = Int64(level * Self.slotBits)
      let position = Int(currentTick >> shift) & (Self.slotCount - 1)
      guard let found = nextOccupied(level, after: position) else { continue }
      let above = (currentTick >> (shift + Int64(Self.slotBits))) << Int64(Self.slotBits)
      return (level, found, (above | Int64(found)) << shift)
    }
    preconditionFailure("\(count) timers are armed, but none is in a slot")
  }

  /// The earliest deadline in a slot of the lowest level; few timers share a tick.
  private func earliest(in slot: Int) -> Int64 {
    var (earliest, index) = (Int64.max, slots[slot])
    while index != Self.none {
      earliest = min(earliest, entries[Int(index)].deadline)
      index = entries[Int(index)].next
    }
    return earliest
  }

  /// Moves the timers of a slot to where they belong now: into the heap, or one level down.
  private mutating func empty(_ slot: Int) {
    var index = slots[slot]
    slots[slot] = Self.none
    occupied[slot >> 6] &= ~(1 << UInt64(slot & 63))
    while index != Self.none {
      let next = entries[Int(index)].next
      place(index)
      index = next
    }
  }

  private func nextOccupied(_ level: Int, after position: Int) -> Int? {
    let base = level * Self.slotCount / 64
    var word = (position + 1) >> 6
    guard word < Self.slotCount / 64 else { return nil }
    var bits = occupied[base + word] & (~0 << UInt64((position + 1) & 63))
    while bits == 0 {
      word += 1
      guard word < Self.slotCount / 64 else { return nil }
      bits = occupied[base + word]
    }
    return word * 64 + bits.trailingZeroBitCount
  }

  // MARK: The heap of the current tick

  private mutating func pushHeap(_ index: UInt32) {
    entries[Int(index)].place = .heap
    let item = HeapItem(
      deadline: entries[Int(index)].deadline, sequence: entries[Int(index)].sequence, index: index)
    heap.append(item)
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard heap[child].comesBefore(heap[parent]) else { return }
      heap.swapAt(child, parent)
      child = parent
    }
  }

  private mutating func popHeap() {
    let last = heap.removeLast()
    guard !heap.isEmpty else { return }
    var parent = 0
    while true {
      var child = 2 * parent + 1
      guard child < heap.count else { break }
      if child + 1 < heap.count, heap[child + 1].comesBefore(heap[child]) { child += 1 }
      guard heap[child].comesBefore(last) else { break }
      heap[parent] = heap[child]
      parent = child
    }
    heap[parent] = last
  }

  // MARK: Entries

  private mutating func takeEntry() -> UInt32 {
    guard freeHead != Self.none else {
      entries.append(Entry())
      return UInt32(entries.count - 1)
    }
    let index = freeHead
    freeHead = entries[Int(index)].next
    return index
  }

  private mutating func release(_ index: UInt32) {
    entries[Int(index)].action = nil
    entries[Int(index)].generation &+= 1
    entries[Int(index)].place = .free
    entries[Int(index)].next = freeHead
    freeHead = index
  }
}
