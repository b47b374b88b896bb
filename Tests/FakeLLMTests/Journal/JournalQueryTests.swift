import Testing

@testable import FakeLLM

@Suite struct JournalQueryTests {
  @Test func `no query asks for all`() throws {
    #expect(try JournalQuery(nil as String?) == JournalQuery())
    #expect(try JournalQuery("") == JournalQuery())
  }

  @Test func `all filters, percent-encoded`() throws {
    #expect(
      try JournalQuery("id=a%20b%26&model=claude-test&since=12&limit=5")
        == JournalQuery(id: "a b&", model: "claude-test", since: 12, limit: 5))
  }

  @Test(arguments: [
    ("ide=a", "unknown filter \"ide\": known are id, model, since, limit"),
    ("id", "\"id\" is not name=value"),
    ("since=-1", "since is \"-1\"; allowed: 0 to 9223372036854775806"),
    ("limit=0", "limit is \"0\"; allowed: 1 to 1000"),
    ("limit=1001", "limit is \"1001\"; allowed: 1 to 1000"),
    ("id=a&id=b", "id stands twice"),
  ])
  func `anything else is named`(query: String, message: String) {
    let error = #expect(throws: ControlError.self) { try JournalQuery(query) }
    #expect(error?.message == message && error?.status == 400)
  }
}
