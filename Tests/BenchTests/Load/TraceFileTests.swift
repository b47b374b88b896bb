import Service
import Testing
import World

@testable import bmm_bench

struct TraceFileTests {
  private func read(
    _ text: String, _ name: String, _ reading: TraceFile.Reading = TraceFile.Reading()
  ) throws(ScenarioError) -> [Trace.Line] {
    try TraceFile.parse(Array(text.utf8), reading, file: name).lines
  }

  @Test func `JSON lines give starts from the first on, with prompt and plan`() throws {
    let text = """
      {"timestamp": 10, "prompt": "A clock", "other": [1]}

      {"timestamp": 10.25, "plan": "pro"}\r
      {"timestamp": 12, "prompt": null}
      """
    let expected = [
      Trace.Line(offset: .zero, prompt: "A clock"),
      Trace.Line(offset: .milliseconds(250), plan: .pro),
      Trace.Line(offset: .seconds(2)),
    ]
    #expect(try read(text, "t.jsonl") == expected)
  }

  @Test func `CSV does the same by the names of its columns`() throws {
    let text = """
      length,plan,timestamp,prompt
      7,team,1.5,"A ""big"", red clock"
      8,,2,A lamp
      """
    let expected = [
      Trace.Line(offset: .zero, prompt: "A \"big\", red clock", plan: .team),
      Trace.Line(offset: .milliseconds(500), prompt: "A lamp"),
    ]
    #expect(try read(text, "t.csv") == expected)
    // As spreadsheets write it.
    #expect(try read("\u{FEFF}timestamp\n1\n2\n", "t.csv").count == 2)
  }

  @Test func `dates in nanoseconds stay exact, and a replay may be faster`() throws {
    let text = """
      {"timestamp": 1777593600000000001}
      {"timestamp": 1777593600000000004}
      """
    let exact = try read(text, "t.jsonl", TraceFile.Reading(unitNanoseconds: 1))
    #expect(exact.map(\.offset) == [.zero, .nanoseconds(3)])
    let fast = try read(
      "{\"timestamp\": 0}\n{\"timestamp\": 3}", "t.jsonl", TraceFile.Reading(speed: 4))
    #expect(fast.map(\.offset) == [.zero, .milliseconds(750)])
  }

  @Test(
    arguments: [
      ("t.jsonl", "", "t.jsonl: holds no start; \(TraceRows.form)"),
      ("t.csv", "timestamp\n", "t.csv: holds no start; \(TraceRows.form)"),
      ("t.jsonl", "{\"timestamp\": 1}\n[1]", "t.jsonl:2:1: is no JSON object; \(TraceRows.form)"),
      ("t.jsonl", "{\"time\": 1}", "t.jsonl:1:1: has no number as its timestamp"),
      ("t.jsonl", "{\"timestamp\": \"1\"}", "t.jsonl:1:1: has no number as its timestamp"),
      (
        "t.jsonl", "{\"timestamp\": 1, \"prompt\": 5}",
        "t.jsonl:1:1: has a prompt that is no text"
      ),
      (
        "t.jsonl", "{\"timestamp\": 1, \"plan\": \"teams\"}",
        "t.jsonl:1:1: has the plan \"teams\", which there is not; did you mean \"team\"? "
          + "(allowed: hobby, pro, team, enterprise)"
      ),
      (
        "t.jsonl", "{\"timestamp\": 4.5}\n{\"timestamp\": 4}",
        "t.jsonl:2:1: lies at 4, before the line above it at 4.5: sort the file by timestamp"
      ),
      (
        "t.jsonl",
        "{\"timestamp\": 1700000000000000100}\n{\"timestamp\": 1700000000000000000}",
        "t.jsonl:2:1: lies at 1700000000000000000, before the line above it at "
          + "1700000000000000100: sort the file by timestamp"
      ),
      (
        "t.jsonl",
        "{\"timestamp\": -9223372036854775808}\n{\"timestamp\": 9223372036854775807}",
        "t.jsonl:2:1: lies more than 100000h behind the first line: is the unit right?"
      ),
      (
        "t.jsonl", "{\"timestamp\": 0}\n{\"timestamp\": 1777593600000}",
        "t.jsonl:2:1: lies more than 100000h behind the first line: is the unit right?"
      ),
      (
        "t.csv", "time,prompt\n1,a",
        "t.csv:1:1: names no column timestamp; \(TraceRows.form)"
      ),
      ("t.csv", "timestamp,prompt\n1", "t.csv:2:1: has 1 values for 2 columns"),
      (
        "t.csv", "timestamp\nsoon",
        "t.csv:2:1: has \"soon\" as its timestamp, which is no number"
      ),
      (
        "t.csv", "timestamp,prompt\n1,\"a",
        "t.csv:2:1: has a quote without its end; a value cannot hold a line break"
      ),
      ("t.csv", "timestamp,prompt\n1,\"a\"b", "t.csv:2:1: has text behind a closing quote"),
    ])
  func `a wrong line is refused with its place`(name: String, text: String, message: String) {
    let error = #expect(throws: ScenarioError.self) { try read(text, name) }
    #expect(error?.description == message)
  }
}
