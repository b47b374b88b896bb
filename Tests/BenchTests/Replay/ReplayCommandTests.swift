import Testing

@testable import bmm_bench

struct ReplayCommandTests {
  private static let bug =
    "service: { knownBugs: ['validator-text-leaked'] },"
    + " llm: { rules: [{ when: { nthCall: 1 }, then: 'prose' }] }"

  private func folder(_ members: String = "") throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(ScenarioText.with(members), to: "x.json5")
    return folder
  }

  @Test func `a failure is told, with its page, and ends with 1`() throws {
    let folder = try folder(Self.bug)
    let end = try Program.run(
      "replay", "x.json5", "--seed", "3", "--html", "out/page.html", in: folder.path)
    #expect(end.code == ExitCode.checkFailed.rawValue, "\(end.errors)")
    #expect(end.output.contains("x, seed 3: failed after"))
    #expect(end.output.contains("✗ nothing-internal, the first to break"))
    let page = String(
      decoding: try SourceFile.bytes(of: "\(folder.path)/out/page.html"), as: UTF8.self)
    #expect(page.contains("class=\"fall\""))
    #expect(page.contains("nothing-internal, the first to break"))
    #expect(!page.contains("http://") && !page.contains("https://"))
  }

  @Test func `the line that a failed run prints tells what happened`() throws {
    let folder = try folder(Self.bug)
    let run = try Program.run("run", "x.json5", "--seeds", "2", in: folder.path)
    let line = try #require(run.output.split(separator: "\n").first { $0.contains("replay: ") })
    let words = line.split(separator: " ").map(String.init)
    let hash = try ScenarioDecoder.read("\(folder.path)/x.json5").fingerprint
    let own = Program.commit.flatMap { $0.hasSuffix("+") ? nil : ["--commit", $0] } ?? []
    #expect(
      words == ["replay:", "bmm-bench", "replay", "x.json5", "--seed", "1"] + own
        + ["--scenario", hash])
    let end = try Program(Array(words[2...]), in: folder.path).end()
    #expect(end.code == ExitCode.checkFailed.rawValue)
    #expect(end.errors == "")
  }

  @Test func `two processes print the same, and the digest is that of the run`() throws {
    let folder = try folder()
    let ends = try (0..<2).map { _ in
      try Program.run("replay", "x.json5", "--follow", "u-1", in: folder.path)
    }
    #expect(ends[0].code == ExitCode.success.rawValue, "\(ends[0].errors)")
    #expect(ends[0].output == ends[1].output)
    let digest = try Program.run("replay", "x.json5", "--digest", in: folder.path).output
    _ = try Program.run("run", "x.json5", "--out", "out", in: folder.path)
    let result = String(
      decoding: try SourceFile.bytes(of: "\(folder.path)/out/x/result.json"), as: UTF8.self)
    #expect(digest.count == 17)
    #expect(result.contains("\"digest\": \"\(digest.dropLast())\""), "\(digest)")
  }

  @Test func `a line of another commit or scenario is warned of, and runs`() throws {
    let folder = try folder()
    let end = try Program.run(
      "replay", "x.json5", "--commit", "0123456789ab", "--scenario", "0123456789abcdef",
      in: folder.path)
    #expect(end.code == ExitCode.success.rawValue)
    #expect(end.errors.contains("warning: the line is of commit 0123456789ab, this is "))
    #expect(end.errors.contains("warning: the line is of scenario 0123456789abcdef, x.json5"))
    let hash = try ScenarioDecoder.read("\(folder.path)/x.json5").fingerprint
    let same = try Program.run("replay", "x.json5", "--scenario", hash, in: folder.path)
    #expect(same.errors == "")
  }

  @Test(
    arguments: [
      (["x.json5", "--seed", "0x1f"], "--seed needs a whole number, got \"0x1f\""),
      (["x.json5", "--seed", "-1"], "--seed is -1; allowed: at least 0"),
      (["x.json5", "--follow", "u-9"], "--follow u-9: the run has no such user or request; did"),
      (["."], ". is a folder of 1 scenarios: name one"),
      (["no.json5"], "no.json5: cannot be read"),
      (["x.json5", "--html", "/proc/none/page.html"], "/proc/none"),
      (["x.json5", "x.json5"], "replay"),
      (["x.json5", "--digest", "--follow", "u-1"], "--follow has no meaning with --digest"),
      (["x.json5", "--digest", "--html", "a.html"], "--html has no meaning with --digest"),
    ])
  func `what cannot be replayed is 2 and a line that says why`(
    arguments: [String], message: String
  ) throws {
    let folder = try folder()
    let end = try Program(["replay"] + arguments, in: folder.path).end()
    #expect(end.code == ExitCode.unusable.rawValue)
    #expect(end.errors.contains(message), "\(end.errors)")
  }

  @Test(
    arguments: [
      ("0123456789ab", "0123456789ab", true), ("0123456789abcdef", "0123456789ab", true),
      ("0123456", "0123456789ab", true), ("0123456789ab", "0123456789ab+", false),
      ("012345", "0123456789ab", false), ("ffffffffffff", "0123456789ab", false),
      ("0123456789ab", nil, false),
    ])
  func `a commit is the same however much of it is written`(
    written: String, own: String?, isSame: Bool
  ) throws {
    let origin = ReplayOrigin(commit: written, scenarioHash: nil)
    let found = origin.differences(
      from: BuildStamp(mode: "debug", commit: own), try Scenario(text: ScenarioText.with()))
    #expect(found.isEmpty == isSame)
  }
}
