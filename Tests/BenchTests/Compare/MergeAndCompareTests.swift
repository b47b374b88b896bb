import Testing

@testable import bmm_bench

/// The commands as somebody types them: shards, merge, seeds, compare.
struct MergeAndCompareTests {
  private static let scenario = """
    { name: 'many', about: 'eight people', expect: ['count() == 8', 'rate(outcome=spec) == 100%'],
      users: [{ name: 'u', plan: 'team', arrivals: { constant: '1/s', count: 8 },
        steps: [{ preview: { prompt: 'about a server {n}' } }] }] }
    """

  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(Self.scenario, to: "a.json5")
    return folder
  }

  @Test func `two shards fail what only both can hold, and merged they hold it`() throws {
    let folder = try folder()
    for shard in ["1", "2"] {
      let part = try Program.run(
        "run", "a.json5", "--shard", "\(shard)/2", "--out", "part-\(shard)", in: folder.path)
      #expect(part.code == ExitCode.checkFailed.rawValue)
      #expect(part.output.contains("repeat: bmm-bench run a.json5 --seed 1 --shard \(shard)/2"))
    }
    let gap = try Program.run("merge", "part-1", "--out", "whole", in: folder.path)
    #expect(gap.code == ExitCode.unusable.rawValue)
    #expect(gap.errors.contains("shard 2 of 2 is missing"))
    let twice = try Program.run("merge", "part-1", "part-1", "--out", "whole", in: folder.path)
    #expect(twice.errors.contains("both hold shard 1/2"))
    let merged = try Program.run(
      "merge", "part-1", "part-2", "--out", "whole", "--junit", "j.xml", in: folder.path)
    #expect(merged.code == ExitCode.success.rawValue, "\(merged.errors)\(merged.output)")
    #expect(merged.output == "many: 2 results, 8 requests, held\n")
    #expect(try folder.json("whole/many/result.json")["parts"] == 2)
    #expect(try folder.text("j.xml").contains("failures=\"0\""))
    let alone = try Program.run("run", "a.json5", "--out", "alone", in: folder.path)
    #expect(alone.code == ExitCode.success.rawValue)
    let beside = try Program.run("compare", "part-1", "alone", in: folder.path)
    #expect(beside.code == ExitCode.unusable.rawValue)
    #expect(beside.errors.contains("is shard 1/2: merge all of them first"))
  }

  @Test func `seeds make one result, in shards too, and two of them can be compared`() throws {
    let folder = try folder()
    for (place, more) in [("a", []), ("b", ["--shard", "1/2"]), ("c", ["--shard", "2/2"])] {
      let end = try Program(
        ["run", "a.json5", "--seeds", "6", "--out", place] + more, in: folder.path
      ).end()
      #expect(end.code == ExitCode.success.rawValue, "\(end.errors)\(end.output)")
    }
    #expect(try folder.json("a/many/result.json")["seeds"]?.arrayValue?.count == 6)
    let merged = try Program.run("merge", "b", "c", "--out", "d", in: folder.path)
    #expect(merged.code == ExitCode.success.rawValue, "\(merged.errors)")
    #expect(
      try folder.json("d/many/result.json")["seeds"]
        == folder.json("a/many/result.json")["seeds"])
    #expect(
      try folder.json("d/many/result.json")["digest"] == folder.json("a/many/result.json")["digest"]
    )
    let same = try Program.run("compare", "a", "d", "--markdown", "c.md", in: folder.path)
    #expect(same.code == ExitCode.success.rawValue, "\(same.errors)")
    #expect(same.output.contains("means over 6 seeds, the same in both"))
    #expect(try folder.text("c.md").contains("none is worse"))
  }

  @Test(
    arguments: [
      (["compare", "a.json5", "a.json5"], "is no result"),
      (["compare", "nothing", "nothing"], "nothing: cannot be read: No such file"),
      (["compare", ".", "."], "has no result.json"),
      (["compare", "old.json", "old.json"], "has version 1, and this program reads version 2"),
      (["compare", "cut.json", "cut.json"], "breaks off after 12 bytes"),
      (["compare", "old.json"], "needs RESULT"),
      (["compare", "x", "y", "--fail-if", "p95(tfft) > 1%"], "did you mean \"p95(ttft)\"?"),
      (["merge", "old.json", "--out", "x"], "has version 1"),
      (["merge", "old.json"], "--out DIR is missing"),
    ])
  func `what cannot be read is 2, with the reason`(arguments: [String], message: String) throws {
    let folder = try folder()
    try folder.write("{\"version\": 1}", to: "old.json")
    try folder.write("{\"version\":2", to: "cut.json")
    let end = try Program(arguments, in: folder.path).end()
    #expect(end.code == ExitCode.unusable.rawValue)
    #expect(end.errors.contains(message), "\(end.errors)")
    #expect(end.output == "")
  }
}
