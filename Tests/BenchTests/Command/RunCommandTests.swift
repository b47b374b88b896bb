import Foundation
import Glibc
import Testing
import Wire

@testable import bmm_bench

struct RunCommandTests {
  /// A scenario of one cached answer's size, whose only check holds or not.
  static func scenario(_ name: String, expecting count: Int) -> String {
    """
    { name: '\(name)', about: 'one request', expect: ['count(outcome=spec) == \(count)'],
      users: [{ name: 'u', plan: 'team', arrivals: { closed: 1 }, steps: [{ preview: {} }] }] }
    """
  }

  @Test func `all checks held is 0, and the results lie by name`() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.scenario("first", expecting: 1), to: "a.json5")
    try folder.write(Self.scenario("second", expecting: 1), to: "b.json5")
    let end = try Program.run("run", ".", "--out", "out", in: folder.path)
    #expect(end.code == ExitCode.success.rawValue, "\(end.errors)")
    #expect(end.errors == "")
    #expect(end.output.contains("2 of 2 scenarios held"))
    for name in ["first", "second"] {
      #expect(try folder.json("out/\(name)/result.json")["verdict"] == "held")
    }
  }

  @Test func `a failed check is 1, says what was observed and how to repeat it`() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.scenario("first", expecting: 2), to: "a.json5")
    try folder.write(Self.scenario("second", expecting: 1), to: "b.json5")
    let end = try Program.run("run", ".", "--seed", "9", "--out", "out", in: folder.path)
    #expect(end.code == ExitCode.checkFailed.rawValue)
    #expect(end.output.contains("first failed:\n  count(outcome=spec) == 2: observed 1\n"))
    #expect(end.output.contains("repeat: bmm-bench run ./a.json5 --seed 9\n"))
    #expect(end.output.contains("1 of 2 scenarios held"))
    #expect(try folder.json("out/first/result.json")["verdict"] == "failed")
    #expect(try folder.json("out/second/result.json")["verdict"] == "held")
  }

  @Test(
    arguments: [
      (["missing.json5"], "missing.json5: cannot be read: No such file or directory\n"),
      (["empty"], "empty: holds no .json5 file\n"),
      (
        ["good.json5", "wrong.json5"],
        "wrong.json5:1:1: the document must be an object, not a number\n"
      ),
      (
        ["good.json5", "twin.json5"],
        "twin.json5: has the name \"one\", which good.json5 has: choose another\n"
      ),
      (
        // Root may write anywhere, but not below a file.
        ["good.json5", "--out", "good.json5/out"],
        "good.json5/out/ cannot be written: Not a directory; choose another place\n"
      ),
      (
        ["good.json5", "--out", "good.json5"],
        "good.json5 cannot be written: Not a directory; choose another place\n"
      ),
    ])
  func `what cannot be run is 2, one line, and nothing is written`(
    arguments: [String], message: String
  ) throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.scenario("one", expecting: 1), to: "good.json5")
    try folder.write(Self.scenario("one", expecting: 1), to: "twin.json5")
    try folder.write("5", to: "wrong.json5")
    mkdir("\(folder.path)/empty", 0o755)
    let before = folder.names
    let end = try Program(["run"] + arguments, in: folder.path).end()
    #expect(end.code == ExitCode.unusable.rawValue)
    #expect(end.output == "")
    #expect(end.errors == message)
    #expect(folder.names == before)
  }

  /// One short stream, so that few bytes are to be cut.
  private static func stream(_ more: String = "") -> String {
    """
    { name: "stream", about: "one stream", expect: ["count(outcome=spec) == 1"], \(more)
      llm: { rules: [{ when: {}, then: { text: 'no spec at all' } }] },
      users: [
        { name: 'u', plan: 'team', arrivals: { closed: 1 }, steps: [{ previewStream: {} }] },
      ] }
    """
  }

  @Test func `a sweep over cuts breaks a link behind each byte, and asks the invariants`() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.stream(), to: "a.json5")
    let good = try Program.run(
      "run", "a.json5", "--every-cut", "users-edge/9", "--every-reset", "edge-service:up/50",
      in: folder.path)
    #expect(good.code == ExitCode.success.rawValue, "\(good.errors)\(good.output)")
    let lines = good.output.split(separator: "\n")
    #expect(lines.count == 4)
    #expect(lines.first?.hasPrefix("stream: users-edge down: ") == true)
    #expect(lines.first?.contains(" cuts, all held, in ") == true)
    // Each run has its one request, which cannot end well when its connection breaks.
    #expect(lines.dropFirst().first?.hasSuffix(" × connection_lost") == true)
    #expect(lines.dropFirst(2).first?.contains(" resets, all held, in ") == true)
    #expect(folder.names == ["a.json5"], "a sweep writes no results")
  }

  @Test func `a sweep over cuts says where an invariant broke, and how to repeat it`() throws {
    let folder = try TemporaryFolder()
    let bug = "service: { knownBugs: ['terminal-event-not-awaited'] },"
    try folder.write(Self.stream(bug), to: "a.json5")
    let bad = try Program.run("run", "a.json5", "--every-cut", "service-llm/100", in: folder.path)
    #expect(bad.code == ExitCode.checkFailed.rawValue, "\(bad.output)")
    #expect(bad.output.contains("  behind byte 0:\n    terminal-event: u-1: 0 terminal events"))
    #expect(
      bad.output.contains(
        "repeat: bmm-bench run a.json5 --seed 1 --every-cut service-llm:down@0\n"))
  }

  @Test(
    arguments: [
      (["--every-cut", "users-edge:"], "--every-cut users-edge: is no place: write a link"),
      (["--every-cut", "users-service"], "has no link users-service; there are users-edge, "),
      (["--every-cut", "users-edge", "--world", "live"], "have no meaning on real sockets"),
      (["--every-cut", "users-edge@99999999"], "bytes down: nothing would be broken"),
    ])
  func `a sweep that cannot be made is refused`(flags: [String], message: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.stream(), to: "a.json5")
    let end = try Program(["run", "a.json5"] + flags, in: folder.path).end()
    #expect(end.code == ExitCode.unusable.rawValue)
    #expect(end.errors.contains(message), "\(end.errors)")
  }

  @Test func `a sweep over seeds shows what failed, and a summary`() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.scenario("good", expecting: 1), to: "a.json5")
    try folder.write(Self.scenario("bad", expecting: 2), to: "b.json5")
    let good = try Program.run("run", "a.json5", "--seeds", "3", "--seed", "7", in: folder.path)
    #expect(good.code == ExitCode.success.rawValue, "\(good.errors)")
    #expect(good.output.hasPrefix("good: seeds 7 to 9, 0 of 3 failed, in "))
    #expect(good.output.contains("\n  requests: 3 × spec\n"))
    #expect(good.output.contains("\n  nothing-left: checked 3 ×, broken 0 ×\n"))
    let bad = try Program.run("run", ".", "--seeds", "2", in: folder.path)
    #expect(bad.code == ExitCode.checkFailed.rawValue)
    #expect(bad.output.contains("repeat: bmm-bench run ./b.json5 --seed 2\n"))
    #expect(bad.output.contains("bad: seeds 1 to 2, 2 of 2 failed"))
    #expect(folder.names == ["a.json5", "b.json5"], "a sweep writes no results")
    let live = try Program.run("run", ".", "--seeds", "2", "--world", "live", in: folder.path)
    #expect(live.code == ExitCode.unusable.rawValue)
  }

  @Test func `a time scale of zero is refused, since no time would pass`() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.scenario("one", expecting: 1), to: "a.json5")
    let end = try Program.run(
      "run", "a.json5", "--world", "live", "--time-scale", "0", in: folder.path)
    #expect(end.code == ExitCode.unusable.rawValue)
    #expect(end.errors.contains("--time-scale must be above 0"))
  }

  @Test func `a scenario that does not run live is skipped, not failed`() throws {
    let folder = try TemporaryFolder()
    try folder.write(ScenarioText.with("live: { skip: 'takes a day' }"), to: "a.json5")
    let end = try Program.run("run", "a.json5", "--world", "live", in: folder.path)
    #expect(end.code == ExitCode.success.rawValue)
    #expect(end.output.contains("takes a day"))
    #expect(end.output.contains("skipped"))
  }

  @Test func `an interrupted run is 130, and what it saw is kept as partial`() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      { name: 'long', about: 'three users wait for a first token',
        llm: { models: { 'claude-sonnet-4-6': { firstToken: '1000s' } } },
        users: [
          { name: 'u', plan: 'team', arrivals: { closed: 3 }, steps: [{ previewStream: {} }] },
        ] }
      """, to: "long.json5")
    let program = try Program(
      ["run", "long.json5", "--world", "live", "--out", "out"], in: folder.path)
    // Three listening roles, and both ends of three hops for each of three users.
    try program.waitForSockets(21)
    program.signal(SIGINT)
    let end = try program.end()
    #expect(end.code == ExitCode.interrupted.rawValue)
    let result = try folder.json("out/long/result.json")
    #expect(result["verdict"] == "partial")
    #expect(result["world"] == "live")
    #expect(result["outcomes"] == ["unfinished": 3])
  }
}

extension RunCommandTests {
  @Test func `files for a build are written beside the results, twice the same`() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.scenario("first", expecting: 2), to: "a.json5")
    try folder.write(Self.scenario("second", expecting: 1), to: "b.json5")
    func run(_ place: String) throws -> Int32 {
      try Program(
        [
          "run", ".", "--out", "out", "--junit", "\(place)/j.xml", "--metrics", "\(place)/m.txt",
          "--markdown", "\(place)/s.md", "--events", "\(place)/e.jsonl",
        ], in: folder.path
      ).end().code
    }
    #expect(try run("one") == ExitCode.checkFailed.rawValue)
    #expect(try run("two") == ExitCode.checkFailed.rawValue)
    let xml = try folder.text("one/j.xml")
    #expect(xml.contains("<testsuite name=\"first\""))
    #expect(xml.contains("<failure message=\"count(outcome=spec) == 2: observed 1\""))
    #expect(try folder.text("one/m.txt").contains("bmm_run_held{scenario=\"second\""))
    #expect(try folder.text("one/s.md").contains("1 of 2 scenarios held"))
    let lines = try folder.text("one/e.jsonl").split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.first?.hasPrefix("{\"scenario\":\"first\",\"id\":\"u-1\"") == true)
    #expect(try folder.text("one/e.jsonl") == folder.text("two/e.jsonl"))
    #expect(try folder.text("one/s.md") == folder.text("two/s.md"))
  }

  @Test(arguments: ["junit", "metrics", "markdown", "events"])
  func `a file that cannot be written is known before the run`(flag: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.scenario("one", expecting: 1), to: "a.json5")
    let end = try Program.run("run", "a.json5", "--\(flag)", "a.json5/x", in: folder.path)
    #expect(end.code == ExitCode.unusable.rawValue)
    #expect(end.errors.contains("cannot be written: Not a directory"))
  }

  @Test(
    arguments: [
      (["--junit", "s.md", "--markdown", "./s.md"], "--junit and --markdown lead to one file"),
      (["--events", "e", "--history", "e"], "--events and --history lead to one file"),
      (["--junit", "-"], "- cannot be written: it is no name; write /dev/stdout"),
      (["--out", "out"], "out/one/result.json cannot be written: Is a directory"),
    ])
  func `outputs that cannot be are known before the run`(flags: [String], message: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.scenario("one", expecting: 1), to: "a.json5")
    try FileManager.default.createDirectory(
      atPath: "\(folder.path)/out/one/result.json", withIntermediateDirectories: true)
    let end = try Program(["run", "a.json5"] + flags, in: folder.path).end()
    #expect(end.code == ExitCode.unusable.rawValue)
    #expect(end.output == "")
    #expect(end.errors.contains(message), "\(end.errors)")
  }
}
