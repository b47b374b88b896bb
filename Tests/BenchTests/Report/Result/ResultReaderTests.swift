import Testing
import Wire

@testable import bmm_bench

struct ResultReaderTests {
  private func problem(_ text: String) -> ResultError.Problem? {
    let error = #expect(throws: ResultError.self) {
      try ResultReader.decode(Array(text.utf8), file: "r.json")
    }
    return error?.problem
  }

  /// A whole result with one text in the place of another.
  private func text(_ old: String = "", _ new: String = "") throws -> String {
    let text = String(decoding: ResultFile.bytes(try .full), as: UTF8.self)
    #expect(old.isEmpty || text.contains(old), "nothing to replace: \(old)")
    return old.isEmpty ? text : text.replacing(old, with: new)
  }

  @Test func `what was written is read back, to the nanosecond`() throws {
    let document = try ResultDocument.full
    let bytes = ResultFile.bytes(document)
    let read = try ResultReader.decode(bytes, file: "r.json")
    #expect(read == document)
    #expect(ResultFile.bytes(read) == bytes)
  }

  @Test func `a result without anything is read back as well`() throws {
    let document = try ResultDocument.of(
      ScenarioText.arrivals("{ constant: '1/h', for: '1ms' }"))
    #expect(try ResultReader.decode(ResultFile.bytes(document), file: "r.json") == document)
  }

  @Test func `a result that was cut anywhere is refused as such`() throws {
    let whole = ResultFile.bytes(try .full)
    // Each byte of the first and last parts, and a prime's steps between, as parsing takes time.
    let ends = Array(0..<1_500) + Array(stride(from: 1_500, to: whole.count - 400, by: 211))
    for end in ends + Array((whole.count - 400)..<(whole.count - 1)) {
      let error = #expect(throws: ResultError.self) {
        try ResultReader.decode(Array(whole[..<end]), file: "r.json")
      }
      #expect(error?.problem == .truncated(bytes: end))
    }
    _ = try ResultReader.decode(whole.dropLast(), file: "r.json")  // Only the line's end is gone.
  }

  @Test func `another version is refused by its number`() throws {
    for version in ["1", "3", "200"] {
      let text = try text("\"version\": 2,", "\"version\": \(version),")
      #expect(problem(text) == .otherVersion(version))
    }
    let error = ResultError(file: "a/result.json", problem: .otherVersion("1"))
    #expect(
      error.description
        == "a/result.json: has version 1, and this program reads version 2: run the scenario "
        + "again, or use the bmm-bench that wrote it")
  }

  @Test func `what is no result is refused as such`() {
    #expect(problem("{}") == .noResult)
    #expect(problem("[1, 2]") == .noResult)
    #expect(problem("{\"version\": \"2\"}") == .noResult)
    for text in ["<html></html>", "hello", "{\"version\": oops, \"scenario\": \"x\", \"y\": 1}"] {
      guard case .notJSON = problem(text) else {
        Issue.record("\(text) was not refused as no JSON")
        continue
      }
    }
  }

  @Test(arguments: [
    // The keys that lead there are named, with what was found.
    ("\"seed\": -1", "\"seed\": \"x\"", "seed must be a whole number, and is \"x\""),
    (
      "\"verdict\": \"failed\"", "\"verdict\": \"good\"",
      "verdict must be held, failed or partial, and is \"good\""
    ),
    ("\"pass\":false", "\"pass\":0", "checks[0].pass must be true or false, and is 0"),
    (
      "\"ttft\": {\"unit\":\"s\"", "\"ttft\": {\"unit\":\"m\"",
      "metrics.ttft.unit must be s, tokens, bytes or USD, and is \"m\""
    ),
    ("  \"about\": \"y\",\n", "", "about must be there, and is missing"),
    ("\"index\": 2", "\"index\": 4", "shard says 4 of 3"),
    ("\"stage\": [\"steady\"]", "\"stage\": []", "sample.stage has 0 values, and id has 1"),
  ])
  func `a value of another shape is refused with its place`(
    _ old: String, _ new: String, _ words: String
  ) throws {
    let text = try text(old, new)
    let error = #expect(throws: ResultError.self) {
      try ResultReader.decode(Array(text.utf8), file: "r.json")
    }
    #expect(error?.description.hasPrefix("r.json: \(words)") == true, "\(error?.description ?? "")")
  }

  @Test func `buckets that contradict their count are refused`() throws {
    let text = try text(
      "\"outputTokens\": {\"unit\":\"tokens\",\"count\":1",
      "\"outputTokens\": {\"unit\":\"tokens\",\"count\":2")
    guard case .contradiction(let place, _) = problem(text) else {
      Issue.record("the count was believed")
      return
    }
    #expect(place == "metrics.outputTokens")
  }

  @Test func `a file that is not there is refused in the words of the system`() {
    let error = #expect(throws: ResultError.self) { try ResultReader.read("no/such.json") }
    #expect(error?.description == "no/such.json: cannot be read: No such file or directory")
  }
}
