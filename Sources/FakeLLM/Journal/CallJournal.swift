/// The last requests, within bounds of number and memory; the oldest make room for new ones.
struct CallJournal {
  /// The number of the newest request.
  private(set) var last = 0
  /// Requests that made room for newer ones, since the journal was cleared.
  private(set) var dropped = 0
  /// By number, for all from `first` to `last`; only looked up.
  private var entries: [Int: JournalEntry] = [:]
  private var first = 1
  private var byteCount = 0

  /// Enters a request under the next number.
  mutating func begin(_ make: (Int) -> JournalEntry) -> Int {
    last += 1
    let entry = make(last)
    entries[last] = entry
    byteCount += entry.byteCount
    makeRoom()
    return last
  }

  /// Changes an entry, if it is still there.
  mutating func update(_ number: Int, _ change: (inout JournalEntry) -> Void) {
    guard var entry = entries.removeValue(forKey: number) else { return }
    byteCount -= entry.byteCount
    change(&entry)
    byteCount += entry.byteCount
    entries[number] = entry
    makeRoom()
  }

  /// Forgets everything but the numbers.
  mutating func clear() {
    entries.removeAll()
    first = last + 1
    byteCount = 0
    dropped = 0
  }

  /// The entries behind a number that a query asks for, the oldest first.
  func entries(_ query: JournalQuery) -> [JournalEntry] {
    var found: [JournalEntry] = []
    var number = max(first, query.since.map { $0 + 1 } ?? first)
    while number <= last, found.count < query.limit {
      if let entry = entries[number], query.admits(entry) { found.append(entry) }
      number += 1
    }
    return found
  }

  private mutating func makeRoom() {
    while entries.count > FakeLLMLimits.journalEntries || byteCount > FakeLLMLimits.journalBytes {
      if let oldest = entries.removeValue(forKey: first) { byteCount -= oldest.byteCount }
      first += 1
      dropped += 1
    }
  }
}
