import Testing

@testable import bmm_bench

struct ReportCommandTests {
  /// A folder with the results of a small run in `out/x`.
  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(ScenarioText.with(), to: "x.json5")
    let end = try Program.run("run", "x.json5", "--out", "out", in: folder.path)
    #expect(end.code == ExitCode.success.rawValue, "\(end.errors)")
    return folder
  }

  @Test func `a run writes its report, and the same can be made again from the result`() throws {
    let folder = try folder()
    let first = try SourceFile.bytes(of: "\(folder.path)/out/x/report.html")
    let again = try Program.run("report", "out/x", "--out", "new/again.html", in: folder.path)
    #expect(again.code == ExitCode.success.rawValue, "\(again.errors)")
    #expect(again.output == "new/again.html\n")
    #expect(try SourceFile.bytes(of: "\(folder.path)/new/again.html") == first)
    let beside = try Program.run("report", "out/x/result.json", in: folder.path)
    #expect(beside.output == "out/x/report.html\n")
    let printed = try Program.run("report", "out/x", "--out", "/dev/stdout", in: folder.path)
    #expect(printed.output == String(decoding: first, as: UTF8.self))
  }

  @Test func `who wants no report gets none`() throws {
    let folder = try TemporaryFolder()
    try folder.write(ScenarioText.with(), to: "x.json5")
    let end = try Program.run("run", "x.json5", "--out", "out", "--no-report", in: folder.path)
    #expect(end.code == ExitCode.success.rawValue)
    #expect(!end.output.contains("report.html"))
    #expect(throws: ScenarioError.self) {
      try SourceFile.bytes(of: "\(folder.path)/out/x/report.html")
    }
  }

  @Test(
    arguments: [
      (["missing.json"], "missing.json: cannot be read: No such file or directory"),
      (["cut.json"], "cut.json: "),
      (["later.json"], "version 99"),
      (["list.json"], "list.json: "),
      (["."], ". has no result.json"),
      (["out/x", "--out", "out"], "out cannot be written: Is a directory"),
    ])
  func `what is no result is 2 and one line that says why`(
    arguments: [String], message: String
  ) throws {
    let folder = try folder()
    let whole = String(
      decoding: try SourceFile.bytes(of: "\(folder.path)/out/x/result.json"), as: UTF8.self)
    try folder.write(String(whole.prefix(whole.count / 2)), to: "cut.json")
    try folder.write("{\"version\": 99}", to: "later.json")
    try folder.write("[1, 2]", to: "list.json")
    let end = try Program(["report"] + arguments, in: folder.path).end()
    #expect(end.code == ExitCode.unusable.rawValue)
    #expect(end.output == "")
    #expect(end.errors.contains(message), "\(end.errors)")
    #expect(end.errors.split(separator: "\n").count == 1)
  }
}
