import Testing

@testable import bmm_bench

/// What a model wrote to harm whoever reads the results: commands to a terminal, a text cut by NUL.
struct HostileTextTests {
  private static let members = """
    service: { knownBugs: ['model-output-leaked'] },
    llm: { rules: [{ then: { text: 'So\\u001b[31mred\\u0000\\u009b2J\\u007f\\nx held' } }] },
    """

  private func run(_ arguments: [String]) throws -> (end: Program.End, folder: TemporaryFolder) {
    let folder = try TemporaryFolder()
    try folder.write(ScenarioText.with(Self.members), to: "x.json5")
    return (try Program(arguments, in: folder.path).end(), folder)
  }

  private func isClean(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { !$0.isControl || $0 == "\n" }
  }

  @Test(
    arguments: [
      ["run", "x.json5"], ["run", "x.json5", "--seeds", "2"], ["replay", "x.json5"],
      ["explore", "x.json5", "--seeds", "2", "--jobs", "1"],
    ])
  func `a terminal is shown what a model wrote, and does not obey it`(arguments: [String]) throws {
    let (end, _) = try run(arguments)
    #expect(end.code == ExitCode.checkFailed.rawValue, "\(end.errors)")
    #expect(isClean(end.output + end.errors))
    #expect(end.output.contains("So\\u{1b}[31mred\\u{0}\\u{9b}2J"), "\(end.output)")
    #expect(!end.output.contains("\nx held"))
  }

  @Test func `colours are ours alone`() throws {
    let (end, _) = try run(["run", "x.json5", "--color", "always"])
    #expect(end.output.contains("\u{1B}[31m✗ failed\u{1B}[0m"))
    let paints = ["0m", "1m", "2m", "31m"].map { "\u{1B}[\($0)" }
    #expect(isClean(paints.reduce(end.output) { $0.replacing($1, with: "") }))
    #expect(end.output.contains("So\\u{1b}[31mred"))
  }

  /// XML may hold DEL and C1, and a terminal is no reader of it.
  private func hasNoC0(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" }
  }

  @Test func `pages and files for builds have no such command either`() throws {
    let (end, folder) = try run([
      "run", "x.json5", "--out", "out", "--markdown", "a.md", "--junit", "a.xml",
    ])
    #expect(end.code == ExitCode.checkFailed.rawValue, "\(end.errors)")
    #expect(hasNoC0(try folder.text("a.md")))
    for name in ["a.xml", "out/x/report.html"] {
      let text = try folder.text(name)
      #expect(text.contains("[31mred"), "\(name)")
      #expect(hasNoC0(text), "\(name)")
    }
  }
}
