import Service
import Testing

@testable import bmm_bench

struct MutantsCommandTests {
  private static let caught = """
    llm: { models: { 'claude-sonnet-4-6': { outputTokens: 300, tokensPerDelta: 50 } } },
    catches: ['success-not-logged'],
    """

  private func run(_ arguments: [String], _ members: String = caught) throws -> (
    end: Program.End, folder: TemporaryFolder
  ) {
    let folder = try TemporaryFolder()
    try folder.write(ScenarioText.with(members), to: "x.json5")
    return (try Program(["mutants"] + arguments, in: folder.path).end(), folder)
  }

  @Test func `a caught bug has a line, a closing and a page`() throws {
    let (end, folder) = try run(["x.json5", "--sound", "2", "--markdown", "sub/table.md"])
    #expect(end.code == ExitCode.success.rawValue, "\(end.errors)")
    #expect(end.errors == "")
    let row = try #require(end.output.split(separator: "\n").first { $0.contains("not-logged") })
    #expect(
      row.split(separator: " ").map(String.init)[0...3] == [
        "success-not-logged", "service", "x", "1",
      ])
    #expect(row.contains("outcome-log, tokens-accounted"))
    #expect(end.output.contains("1 of 1 bugs are caught; the median after 1 seed and "))
    #expect(end.output.contains("without bugs 2 runs of 1 scenarios held"))
    #expect(
      end.output.contains(
        "see one fail: bmm-bench run x.json5 --seed 1 --set "
          + "'service.knownBugs=[\"success-not-logged\"]'"))
    let page = try folder.text("sub/table.md")
    #expect(
      page.hasPrefix("# Known bugs, and what catches them\n\nMade by `bmm-bench mutants x.json5"))
    #expect(page.contains(" --budget 10m`"))
    #expect(page.contains("| success-not-logged | service | x | 1 | "))
  }

  @Test func `a scenario with bugs of its own is refused, with their place and a way out`() throws {
    let knownBugs = "service: { knownBugs: ['keep-alive-off'] }, " + Self.caught
    let (end, _) = try run(["x.json5"], knownBugs)
    #expect(end.code == ExitCode.unusable.rawValue)
    #expect(end.output == "")
    #expect(
      end.errors
        == "bmm-bench mutants: x.json5:2:23: the scenario has bugs of its own, so that no run is "
        + "without: keep-alive-off; take them away by service.withoutBugs, or leave out what puts "
        + "them back\n")
    let (ofEra, _) = try run(["x.json5"], "service: { era: 'streaming' }, " + Self.caught)
    #expect(ofEra.code == ExitCode.unusable.rawValue)
    #expect(ofEra.errors.contains(" x.json5:2:17: the scenario has bugs of its own"))
    #expect(ofEra.errors.contains("without: terminal-event-not-awaited, success-not-logged; "))
    let mended = """
      service: { knownBugs: ['keep-alive-off'], withoutBugs: ['keep-alive-off'] },
      """
    let (held, _) = try run(["x.json5", "--sound", "1"], mended + Self.caught)
    #expect(held.code == ExitCode.success.rawValue, "\(held.errors)")
  }

  @Test(
    arguments: [
      (
        ["--bug", "success-not-logged"],
        "--markdown is the table of all bugs, not of those that --bug names: leave out one of the "
          + "two flags"
      ),
      (
        ["x.json5", "--bug", "success-not-logged"],
        "--markdown is the table of all bugs, not of those that --bug names: leave out one of the "
          + "two flags"
      ),
      (
        ["x.json5"],
        "table.md is there already, and a table of the scenarios named would replace it: name "
          + "another file, or remove this one first"
      ),
    ])
  func `a table of a part does not replace the whole one`(arguments: [String], message: String)
    throws
  {
    let folder = try TemporaryFolder()
    try folder.write(ScenarioText.with(Self.caught), to: "x.json5")
    try folder.write("all of them", to: "table.md")
    let end = try Program(
      ["mutants", "--markdown", "table.md"] + arguments, in: folder.path
    ).end()
    #expect(end.code == ExitCode.unusable.rawValue)
    #expect(end.errors.hasPrefix("bmm-bench mutants: \(message)\n"), "\(end.errors)")
    #expect(try folder.text("table.md") == "all of them")
  }

  @Test func `no time at all is no budget`() throws {
    let (end, _) = try run(["x.json5", "--budget", "0s"])
    #expect(end.code == ExitCode.unusable.rawValue)
    #expect(end.errors.hasPrefix("bmm-bench mutants: --budget must be above 0\n"))
  }

  @Test func `a bug that survives is a failed check`() throws {
    let (end, _) = try run(
      ["x.json5", "--seeds", "2", "--sound", "1"], "catches: ['check-then-act-limits']")
    #expect(end.code == ExitCode.checkFailed.rawValue)
    #expect(end.output.contains("SURVIVES"))
    #expect(end.output.contains("0 of 1 bugs are caught"))
  }

  @Test func `a named bug that no scenario promises to catch has survived`() throws {
    let (end, _) = try run(["x.json5", "--bug", "keep-alive-off", "--sound", "1"])
    #expect(end.code == ExitCode.checkFailed.rawValue)
    #expect(end.output.contains("SURVIVES: no scenario promises to catch it"))
  }

  @Test func `a service that fails without bugs is a failed check, with the line that repeats it`()
    throws
  {
    let (end, _) = try run(["x.json5"], "expect: ['count() == 7'], catches: ['no-timeout']")
    #expect(end.code == ExitCode.checkFailed.rawValue)
    #expect(end.errors.hasPrefix("bmm-bench mutants: the service without bugs fails"))
    #expect(end.errors.contains("repeat: bmm-bench run x.json5 --seed 1"))
  }

  @Test(
    arguments: [
      (
        ["x.json5", "--bug", "keep-alive-of"],
        "there is no bug \"keep-alive-of\"; did you mean \"keep-alive-off\"? (known: "
          + "\(NearestName.listed(KnownBugs.all.map(\.name))))"
      ),
      (["missing.json5"], "missing.json5: cannot be read: No such file or directory"),
      (
        ["plain.json5"],
        "no scenario of plain.json5 says what it catches: give one a key \"catches\" with names of "
          + "bugs"
      ),
    ])
  func `what cannot be looked for is 2 and one line`(arguments: [String], message: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(ScenarioText.with(Self.caught), to: "x.json5")
    try folder.write(ScenarioText.with(), to: "plain.json5")
    let end = try Program(["mutants"] + arguments, in: folder.path).end()
    #expect(end.code == ExitCode.unusable.rawValue)
    #expect(end.output == "")
    #expect(end.errors == "bmm-bench mutants: \(message)\n")
  }
}
