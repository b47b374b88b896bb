import Service
import Testing

@Suite struct KnownBugsTests {
  @Test func `every bug has a bit, a name and a history of its own`() {
    let union = KnownBugs.all.reduce(into: KnownBugs()) { $0.insert($1.bug) }

    #expect(!KnownBugs.all.isEmpty)
    #expect(union.rawValue.nonzeroBitCount == KnownBugs.all.count)
    #expect(Set(KnownBugs.all.map(\.name)).count == KnownBugs.all.count)
    #expect(Set(KnownBugs.all.map(\.history)).count == KnownBugs.all.count)
  }
}
