import Service
import Testing
import World

@Suite struct LogLineTests {
  private let line = LogLine(
    time: WallTime(seconds: 1_777_593_600), level: .warn, event: "preview_timeout",
    fields: [("ms", 60_000), ("note", "two\nlines")])

  @Test func `a line is one line of JSON, the time first`() {
    #expect(
      line.json == """
        {"time":"2026-05-01T00:00:00.000Z","level":"warn","event":"preview_timeout",\
        "ms":60000,"note":"two\\nlines"}
        """)
  }

  @Test func `a field is found by its name`() {
    #expect(line["ms"]?.intValue == 60_000)
    #expect(line["absent"] == nil)
  }
}
