import Testing

@testable import bmm_bench

struct MeasureCommandTests {
  @Test func `one gauge is measured as often as asked, and written for people and programs`() throws
  {
    let folder = try TemporaryFolder()
    let end = try Program.run(
      "measure", "--only", "asyncio", "--repeat", "2", "--json", "out/m.json", "--table", "m.md",
      in: folder.path)
    #expect(end.code == 0, "\(end.errors)")
    #expect(end.errors.contains("DEBUG BUILD"))
    #expect(end.output.contains("targets held"))
    let file = try folder.json("out/m.json")
    #expect(file["build"] == "debug")
    let hasPython = Peers().path(.python3) != nil
    #expect(file["figures"]?.arrayValue?.count == (hasPython ? 1 : 0))
    #expect(file["figures"]?[0]?["values"]?.arrayValue?.count == (hasPython ? 2 : nil))
    #expect(folder.names == ["m.md", "out"])
  }

  @Test(arguments: [
    (["--only", "moon"], "unknown gauge \"moon\" (gauges: sim.timers,"),
    (["--only", "sim.timer"], "did you mean \"sim.timers\"?"),
    (["--json", "/proc/none/x.json"], "/proc/none/ cannot be written"),
    (["--table", "."], ". cannot be written: Is a directory"),
    (["--repeat", "0"], "--repeat is 0; allowed: 1 to 100"),
  ])
  func `what cannot be done is said before anything is measured`(
    arguments: [String], words: String
  ) throws {
    let end = try Program(["measure"] + arguments).end()
    #expect(end.code == ExitCode.unusable.rawValue)
    #expect(end.output == "")
    #expect(end.errors.contains(words), "\(end.errors)")
  }

  @Test func `a list of gauges measures nothing`() throws {
    let end = try Program.run("measure", "--list", "--only", "sim.timers,determinism")
    #expect(end.code == 0)
    #expect(end.output.split(separator: "\n").count == 4)
    #expect(end.output.contains("\nsim.determinism  "))
  }
}
