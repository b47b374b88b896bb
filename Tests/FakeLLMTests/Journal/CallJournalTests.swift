import Testing
import Wire
import World

@testable import FakeLLM

@Suite struct CallJournalTests {
  private func entry(_ number: Int, bodyByteCount: Int = 0, model: String? = nil) -> JournalEntry {
    var entry = JournalEntry(
      number: number, received: WallTime(seconds: 0), started: .start, method: "POST",
      target: "/v1/messages", fields: [:], key: nil)
    entry.body = [UInt8](repeating: 0x61, count: bodyByteCount)
    entry.model = model
    return entry
  }

  private func filled(_ count: Int) -> CallJournal {
    var journal = CallJournal()
    for _ in 0..<count { _ = journal.begin { entry($0) } }
    return journal
  }

  @Test func `the oldest make room beyond the number of entries, and are counted`() {
    let journal = filled(FakeLLMLimits.journalEntries + 3)
    let numbers = journal.entries(JournalQuery()).map(\.number)
    #expect(numbers == Array(4...FakeLLMLimits.journalEntries + 3))
    #expect(journal.dropped == 3 && journal.last == FakeLLMLimits.journalEntries + 3)
  }

  @Test func `the oldest make room when the bodies take too much memory`() {
    var journal = CallJournal()
    let body = FakeLLMLimits.journalBodyBytes
    let fitting = FakeLLMLimits.journalBytes / (body + FakeLLMLimits.journalEntryBytes)
    for _ in 0..<fitting + 10 {
      let number = journal.begin { entry($0) }
      journal.update(number) { $0.body = [UInt8](repeating: 0x61, count: body) }
    }
    let kept = journal.entries(JournalQuery()).map(\.number)
    #expect((fitting - 1...fitting).contains(kept.count) && kept.last == fitting + 10)
    #expect(journal.dropped == fitting + 10 - kept.count)
  }

  @Test func `what was forgotten is not brought back by its end`() {
    let count = FakeLLMLimits.journalEntries + 2
    var journal = filled(count)
    journal.clear()
    journal.update(count) { $0.status = 200 }
    #expect(journal.entries(JournalQuery()).isEmpty && journal.dropped == 0)
    #expect(journal.begin { entry($0) } == count + 1)
  }

  @Test func `a query keeps what it asks for, the oldest first`() {
    var journal = CallJournal()
    for number in 1...6 {
      _ = journal.begin { entry($0, model: number % 2 == 0 ? "even" : "odd") }
    }
    journal.update(4) { $0.scriptID = "a" }
    func numbers(_ query: JournalQuery) -> [Int] { journal.entries(query).map(\.number) }
    #expect(numbers(JournalQuery(model: "even")) == [2, 4, 6])
    #expect(numbers(JournalQuery(since: 4)) == [5, 6])
    #expect(numbers(JournalQuery(limit: 2)) == [1, 2])
    #expect(numbers(JournalQuery(model: "even", since: 2, limit: 1)) == [4])
    #expect(numbers(JournalQuery(id: "a")) == [4])
    #expect(numbers(JournalQuery(since: 6)) == [] && numbers(JournalQuery(since: .max - 1)) == [])
  }
}
