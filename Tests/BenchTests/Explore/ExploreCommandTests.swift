import Glibc
import Testing

@testable import bmm_bench

/// Whole searches: the program, its worker processes, and what they leave behind.
struct ExploreCommandTests {
  private static let two = """
    {
      name: "two", about: "Two streams whose ends are not awaited.",
      llm: { models: { "claude-sonnet-4-6": { outputTokens: 40 } } },
      users: [
        { name: "a", plan: "team", arrivals: { closed: 1 }, steps: [{ preview: {} }] },
        { name: "b", plan: "team", arrivals: { closed: 2 }, steps: [{ previewStream: {} }] },
      ],
    }
    """
  private static let bug = "service.knownBugs=[\"terminal-event-not-awaited\"]"

  private let folder: TemporaryFolder
  private let file: String

  init() throws {
    folder = try TemporaryFolder()
    file = try folder.write(Self.two, to: "two.json5")
  }

  private func explore(_ arguments: String...) throws -> Program.End {
    try Program(["explore", file, "--out", "\(folder.path)/out"] + arguments).end()
  }

  @Test func `seeds of a right service all hold, and some of them ran in two processes`() throws {
    let end = try explore("--seeds", "100", "--jobs", "2")
    #expect(end.code == ExitCode.success.rawValue, "\(end.errors)")
    #expect(end.output.contains("two: 100 seeds, 0 failed, in "))
    #expect(end.output.contains("2 of them ran twice, in two processes: each with one digest"))
  }

  @Test func `one process alone makes room for the second runs`() throws {
    let end = try explore("--seeds", "3", "--seed", "99", "--jobs", "1")
    #expect(end.code == ExitCode.success.rawValue, "\(end.errors)")
    #expect(end.output.contains("2 of them ran twice, in two processes: each with one digest"))
  }

  @Test func `a bug is found, made small, and the small scenario fails in a plain run`() throws {
    let end = try explore("--seeds", "4", "--set", Self.bug, "--quiet")
    #expect(end.code == ExitCode.checkFailed.rawValue)
    #expect(end.errors == "")
    #expect(end.output.contains("two failed at terminal-event: 4 of 4 seeds (1, 2, 3, 4)"))
    let path = "\(folder.path)/out/two/terminal-event.json5"
    #expect(end.output.contains("\(path)\n"))
    #expect(end.output.contains("  repeat: bmm-bench replay \(ShellWord.quoted(path)) --seed "))
    let small = try ScenarioDecoder.read(path)
    #expect(small.groups.map(\.name) == ["b"])
    #expect(small.groups[0].accounts == 1 && small.faultyLinks.isEmpty && !small.swarm)
    let broken = try small.run().broken
    #expect(broken.contains(.terminalEvent))
    // The line, as it is printed, shows the failure that the search was about.
    let line = try #require(end.output.split(separator: "\n").last { $0.contains("  repeat: ") })
    #expect(line.hasSuffix(" --seed \(small.seed)"))
    let program = ShellWord.quoted(Program.path)
    let script = String(line).replacing("  repeat: bmm-bench", with: program)
    let again = try Program(["-c", script], path: "/bin/sh").end()
    #expect(again.code == ExitCode.checkFailed.rawValue, "\(again.errors)")
    #expect(again.output.contains("  first broken: terminal-event at "))
  }

  @Test func `without shrinking nothing is written`() throws {
    let end = try explore("--seeds", "1", "--set", Self.bug, "--no-shrink")
    #expect(end.code == ExitCode.checkFailed.rawValue)
    #expect(!end.output.contains("The least of two"))
    #expect(folder.names(in: "out") == [])
  }

  @Test(arguments: [
    (["--seeds", "many"], "--seeds needs a whole number, got \"many\""),
    (["--seed", "0x7"], "--seed needs a whole number, got \"0x7\""),
    (["--for", "10"], "--for cannot be read: "),
    (["--set", "users=[]"], "users has 0 elements; allowed: 1 to 100"),
    (["--patience", "0s"], "--patience must be above 0"),
    (["--seed", "\(Int.max)"], "the first seed of two is \(Int.max), too large for 1000 seeds"),
    (["--jobs", "0"], "--jobs is 0; allowed: 1 to 64"),
  ])
  func `what makes no sense is said before the first run`(arguments: [String], message: String)
    throws
  {
    let end = try Program(["explore", file] + arguments, in: folder.path).end()
    #expect(end.code == ExitCode.unusable.rawValue)
    #expect(end.errors.contains(message), "\(end.errors)")
    #expect(end.output == "")
  }

  @Test func `SIGINT ends the search and its processes, and what was found is told`() throws {
    let program = try Program(
      ["explore", file, "--seeds", "1000000", "--out", "\(folder.path)/out"])
    try program.waitForChildren(2)
    let children = program.children
    program.signal(SIGINT)
    let end = try program.end()
    #expect(end.code == ExitCode.interrupted.rawValue)
    #expect(end.output.contains("broken off after"))
    for child in children { #expect(kill(child, 0) != 0) }
  }

  @Test func `nobody is left when the search itself is killed`() throws {
    let program = try Program(
      ["explore", file, "--seeds", "1000000", "--out", "\(folder.path)/out"])
    try program.waitForChildren(2)
    let children = program.children
    program.signal(SIGKILL)
    #expect(try program.end().code == 128 + SIGKILL)
    // They hold its output open, whose end was awaited: all of them have ended.
    #expect(children.count == 2)
  }
}
