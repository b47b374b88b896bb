import Testing

@testable import bmm_bench

struct CheckCommandTests {
  @Test func `the project's own scenarios are right`() throws {
    let end = try Program.run("check", "Scenarios/history", "Scenarios/smoke/stream.json5")
    #expect(end.code == ExitCode.success.rawValue)
    #expect(end.errors == "")
    let lines = end.output.split(separator: "\n")
    #expect(lines.count == 10)
    #expect(lines.first == "Scenarios/history/1-opus-sync.json5: ok (opus-sync)")
    #expect(lines.last == "Scenarios/smoke/stream.json5: ok (stream)")
  }

  @Test func `a wrong file does not keep the others from being checked`() throws {
    let folder = try TemporaryFolder()
    try folder.write(ScenarioText.with(), to: "b.json5")
    try folder.write(ScenarioText.with("expects: []"), to: "a.json5")
    try folder.write("no scenario", to: "c.txt")
    let end = try Program.run("check", "missing.json5", ".", in: folder.path)
    #expect(end.code == ExitCode.unusable.rawValue)
    #expect(end.output == "./b.json5: ok (x)\n")
    let errors = end.errors.split(separator: "\n")
    #expect(errors.count == 2)
    #expect(errors.first == "missing.json5: cannot be read: No such file or directory")
    #expect(errors.last?.hasPrefix("./a.json5:2:1: unknown key \"expects\"") == true)
  }

  @Test func `a folder without scenarios is an error, or a typing error would be a success`() throws
  {
    let folder = try TemporaryFolder()
    let end = try Program.run("check", ".", in: folder.path)
    #expect(end.code == ExitCode.unusable.rawValue)
    #expect(end.errors == ".: holds no .json5 file\n")
  }
}
