import FakeLLM
import Testing

@testable import bmm_bench

struct CassetteFileTests {
  private static let cassette = """
    {"cassette": 1, "vendor": "zhipu", "status": 200, "fields": []}
    {"ms": 1, "end": "complete"}

    """

  private func scenario(_ behaviour: String) -> String {
    ScenarioText.with("llm: { rules: [{ then: \(behaviour) }] }")
  }

  @Test func `a rule names a cassette from where the scenario lies`() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.cassette, to: "a.jsonl")
    let file = try folder.write(
      scenario("{ cassette: 'a.jsonl', speed: 2.5 }"), to: "scenario.json5")
    let llm = try ScenarioDecoder.read(file).llm
    #expect(llm.rules.map(\.behaviour) == [Behaviour(CassetteChoice("a.jsonl", speed: 2.5))])
    #expect(llm.cassettes.keys.sorted() == ["a.jsonl"])
  }

  @Test func `a mistake in a cassette is named with file and line`() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      Self.cassette.replacing("complete", with: "completely"), to: "a.jsonl")
    let file = try folder.write(scenario("{ cassette: 'a.jsonl' }"), to: "scenario.json5")
    let error = #expect(throws: ScenarioError.self) { try ScenarioDecoder.read(file) }
    #expect(
      error?.description
        == "\(folder.path)/a.jsonl:2:1: has an unknown \"end\": known are complete, cut, reset")
  }

  @Test func `a cassette that is not there is named with its place`() throws {
    let complaint = Scenario.complaint(about: scenario("{ cassette: 'none.jsonl' }"))
    #expect(
      complaint == "x.json5:2:16: llm.rules[0] names none.jsonl: cannot be read: No such file or "
        + "directory"
    )
  }

  @Test(arguments: ["0", "1001", "'fast'"])
  func `a speed beyond the bounds is refused`(speed: String) {
    let complaint = Scenario.complaint(about: scenario("{ cassette: 'a', speed: \(speed) }"))
    #expect(complaint?.contains("llm.rules[0].then.speed") == true, "\(complaint ?? "")")
  }

  @Test func `what nobody would see beside a cassette is refused`() {
    let complaint = Scenario.complaint(
      about: scenario("{ cassette: 'a', tokensPerSecond: 5 }"))
    #expect(complaint?.contains("plays a cassette as it is") == true, "\(complaint ?? "")")
  }

  @Test func `a folder's cassettes have their file names without the ending`() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.cassette, to: "b.jsonl")
    try folder.write(Self.cassette, to: "a.b.jsonl")
    try folder.write("no cassette", to: "notes.txt")
    #expect(try CassetteFile.readAll(in: folder.path).keys.sorted() == ["a.b", "b"])
  }

  @Test(arguments: ["none", "."])
  func `a folder without cassettes is an error`(name: String) throws {
    let folder = try TemporaryFolder()
    #expect(throws: ScenarioError.self) {
      try CassetteFile.readAll(in: "\(folder.path)/\(name)")
    }
  }
}
