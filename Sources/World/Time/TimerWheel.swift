/// Names one armed timer; it goes stale when the timer fires or is cancelled.
package struct TimerID: Equatable, Sendable {
  fileprivate let index: UInt32
  fileprivate let generation: UInt32

  /// Names no timer; cancelling it does nothing.
  package static let none = TimerID(index: .max, generation: 0)
}

/// Pending timers in exact (instant, sequence) order: a wheel, a heap for a tick, a queue for now.
///
/// Five levels of 256 slots, a tick of 2¹⁷ ns (0.13 ms), so 2⁵⁷ ns (4.5 years) fit. Every token
/// re-arms a keep-alive: cancelling unlinks at once and leaves nothing behind. The earliest tick's
/// timers stand in a small heap, which alone decides the order inside that tick. What is armed for
/// the present instant comes behind all others of it, so a queue is order enough.
///
/// Storage is raw: an array would ask at each change whether it has another owner.
final class TimerWheel {
  private static let tickShift: Int64 = 17
  private static let slotBits = 8
  private static let slotCount = 256
  private static let levelCount = 5
  private static let none = UInt32.max
  /// Owns the timers of the network, which outlive every process.
  static let nobody: UInt32 = 0
  private static let latestDeadline: Int64 = 1 << 56

  /// Where an entry is; a number from 0 on is a slot.
  private enum Place {
    static let free: Int32 = -1
    static let heap: Int32 = -2
    static let queue: Int32 = -3
    /// Cancelled while in the heap or the queue; dropped when it comes up.
    static let dropped: Int32 = -4
  }

  private struct Entry {
    var deadline: Int64 = 0
    var sequence: UInt64 = 0
    var next = TimerWheel.none
    var previous = TimerWheel.none
    var generation: UInt32 = 0
    var owner = TimerWheel.nobody
    var place = Place.free
  }

  /// Wrapped, since a function that stands for a generic parameter is kept in a box of its own.
  private struct Action {
    let run: () -> Void
  }

  private var entries = UnsafeMutablePointer<Entry>.allocate(capacity: 64)
  /// Beside the entries; there is one exactly for each timer that is armed.
  private var actions = UnsafeMutablePointer<Action>.allocate(capacity: 64)
  private var entryCapacity = 64
  private var entryCount = 0
  private var freeHead = TimerWheel.none
  private let slots = UnsafeMutablePointer<UInt32>.allocate(capacity: levelCount * slotCount)
  private let occupied =
    UnsafeMutablePointer<UInt64>.allocate(capacity: levelCount * slotCount / 64)
  private var heap = TimerHeap()
  private var queue = TimerQueue()
  /// Timers up to and including this tick are in the heap or the queue, later ones in the slots.
  private var currentTick: Int64 = 0
  /// The instant that was last asked for.
  private var present: Int64 = -1
  private var nextSequence: UInt64 = 0

  /// How many timers are armed.
  private(set) var count = 0

  init() {
    slots.initialize(repeating: Self.none, count: Self.levelCount * Self.slotCount)
    occupied.initialize(repeating: 0, count: Self.levelCount * Self.slotCount / 64)
  }

  deinit {
    for index in 0..<entryCount where isArmed(index) { (actions + index).deinitialize(count: 1) }
    actions.deallocate()
    entries.deallocate()
    slots.deallocate()
    occupied.deallocate()
  }

  /// Arms a timer; equal deadlines fire in the order in which they were armed.
  func arm(
    at deadline: Int64, of owner: UInt32 = nobody, _ action: consuming @escaping () -> Void
  ) -> TimerID {
    let index = takeEntry()
    let entry = entries + Int(index)
    entry.pointee.deadline = min(max(0, deadline), Self.latestDeadline)
    entry.pointee.sequence = nextSequence
    entry.pointee.owner = owner
    (actions + Int(index)).initialize(to: Action(run: action))
    nextSequence &+= 1
    count += 1
    if entry.pointee.deadline == present {
      entry.pointee.place = Place.queue
      queue.append(index)
    } else {
      place(index)
    }
    return TimerID(index: index, generation: entry.pointee.generation)
  }

  /// Disarms a timer; a stale or empty name does nothing.
  func cancel(_ timer: TimerID) {
    let index = Int(timer.index)
    guard index < entryCount, entries[index].generation == timer.generation else { return }
    let place = entries[index].place
    if place == Place.free || place == Place.dropped { return }
    count -= 1
    (actions + index).deinitialize(count: 1)
    if place >= 0 {
      unlink(timer.index)
      release(timer.index)
    } else {
      entries[index].place = Place.dropped
    }
  }

  /// Disarms all timers of a process that has died; walks through everything that is armed.
  func cancelAll(of owner: UInt32) {
    for index in 0..<entryCount where isArmed(index) && entries[index].owner == owner {
      cancel(TimerID(index: UInt32(index), generation: entries[index].generation))
    }
  }

  /// How many timers of a process are armed; walks through everything that is armed.
  func count(of owner: UInt32) -> Int {
    (0..<entryCount).count { isArmed($0) && entries[$0].owner == owner }
  }

  private func isArmed(_ index: Int) -> Bool {
    let place = entries[index].place
    return place != Place.free && place != Place.dropped
  }

  // MARK: What comes next

  /// When to look again: the earliest deadline, or nearer where it is only known roughly; nil when
  /// nothing is armed.
  ///
  /// The wheel does not turn for this. If it did, whatever is armed next for an earlier instant
  /// would have to go to the heap, which would then hold everything.
  func nextWake() -> Int64? {
    dropCancelled()
    if let first = queue.first { return min(entries[Int(first)].deadline, heap.firstDeadline) }
    if !heap.isEmpty { return heap.firstDeadline }
    guard count > 0 else { return nil }
    let (level, slot, tick) = nextSlot()
    return level == 0 ? earliest(in: slot) : tick << Self.tickShift
  }

  /// Takes the first timer that is due at `now`, in exact order.
  func popDue(at now: Int64) -> (() -> Void)? {
    present = now
    while count > 0 {
      dropCancelled()
      if heap.firstDeadline <= now, heapComesFirst { return take(heap.removeFirst()) }
      let nowTick = now >> Self.tickShift
      if currentTick < nowTick {
        let (level, slot, tick) = nextSlot()
        currentTick = min(tick, nowTick)
        if tick <= nowTick { empty(level * Self.slotCount + slot) }
      } else {
        return queue.removeFirst().map(take)
      }
    }
    return nil
  }

  private var heapComesFirst: Bool {
    guard let first = queue.first else { return true }
    let entry = entries[Int(first)]
    return heap.comesBefore(entry.deadline, entry.sequence)
  }

  private func take(_ index: UInt32) -> () -> Void {
    count -= 1
    release(index)
    // Moved out, not copied: a copy would be another reference to count.
    return (actions + Int(index)).move().run
  }

  private func dropCancelled() {
    while let top = heap.first, entries[Int(top)].place == Place.dropped {
      release(heap.removeFirst())
    }
    while let first = queue.first, entries[Int(first)].place == Place.dropped {
      if let dropped = queue.removeFirst() { release(dropped) }
    }
  }

  // MARK: Slots

  private func place(_ index: UInt32) {
    let tick = entries[Int(index)].deadline >> Self.tickShift
    guard tick > currentTick else {
      entries[Int(index)].place = Place.heap
      return heap.insert(index, entries[Int(index)].deadline, entries[Int(index)].sequence)
    }
    let highestBit = 63 - (tick ^ currentTick).leadingZeroBitCount
    let level = min(highestBit / Self.slotBits, Self.levelCount - 1)
    let position = Int(tick >> Int64(level * Self.slotBits)) & (Self.slotCount - 1)
    link(index, into: level * Self.slotCount + position)
  }

  private func link(_ index: UInt32, into slot: Int) {
    let head = slots[slot]
    let (entries, entry) = (entries, entries + Int(index))
    entry.pointee.place = Int32(truncatingIfNeeded: slot)
    entry.pointee.next = head
    entry.pointee.previous = Self.none
    if head != Self.none { entries[Int(head)].previous = index }
    slots[slot] = index
    occupied[slot >> 6] |= 1 << UInt64(slot & 63)
  }

  private func unlink(_ index: UInt32) {
    let (entries, entry) = (entries, entries + Int(index))
    let slot = Int(entry.pointee.place)
    let (next, previous) = (entry.pointee.next, entry.pointee.previous)
    if next != Self.none { entries[Int(next)].previous = previous }
    if previous != Self.none { entries[Int(previous)].next = next } else { slots[slot] = next }
    if slots[slot] == Self.none { occupied[slot >> 6] &= ~(1 << UInt64(slot & 63)) }
  }

  /// The next occupied slot, and the tick at which it begins; beyond all ticks if there is none.
  private func nextSlot() -> (level: Int, slot: Int, tick: Int64) {
    for level in 0..<Self.levelCount {
      let shift = Int64(level * Self.slotBits)
      let position = Int(currentTick >> shift) & (Self.slotCount - 1)
      guard let found = nextOccupied(level, after: position) else { continue }
      let above = (currentTick >> (shift + Int64(Self.slotBits))) << Int64(Self.slotBits)
      return (level, found, (above | Int64(found)) << shift)
    }
    return (0, 0, .max)
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
  private func empty(_ slot: Int) {
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

  // MARK: Entries

  private func takeEntry() -> UInt32 {
    guard freeHead != Self.none else { return addEntry() }
    let index = freeHead
    freeHead = entries[Int(index)].next
    return index
  }

  private func addEntry() -> UInt32 {
    if entryCount == entryCapacity {
      entries = Self.moved(entries, entryCount, toCapacity: entryCapacity * 2)
      // A move copies bits, so it may include the places of dropped timers, which hold no action.
      actions = Self.moved(actions, entryCount, toCapacity: entryCapacity * 2)
      entryCapacity *= 2
    }
    (entries + entryCount).initialize(to: Entry())
    entryCount += 1
    return UInt32(entryCount - 1)
  }

  private static func moved<Element>(
    _ old: UnsafeMutablePointer<Element>, _ count: Int, toCapacity capacity: Int
  ) -> UnsafeMutablePointer<Element> {
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
    larger.moveInitialize(from: old, count: count)
    old.deallocate()
    return larger
  }

  private func release(_ index: UInt32) {
    let entry = entries + Int(index)
    entry.pointee.generation &+= 1
    entry.pointee.place = Place.free
    entry.pointee.next = freeHead
    freeHead = index
  }
}
