import Testing

@testable import bmm_bench

struct BenchCommandTests {
  @Test(
    arguments: [
      ["nonsense"], ["runn", "a.json5"], ["--version"], ["-h"], ["run"], ["run", "--seed", "1"],
      ["run", "a.json5", "--sed", "1"], ["run", "a.json5", "--seed", "one"],
      ["run", "a.json5", "--world", "moon"], ["check"], ["check", "--out", "x"],
      ["serve", "llm", "edge"], ["serve", "--port", "65536"],
      ["serve", "--time-scale", "0"], ["measure", "--only", "moon"], ["measure", "--repeat", "0"],
    ])
  func `what the program does not know ends with 2, on the error stream only`(
    arguments: [String]
  ) throws {
    let end = try Program(arguments).end()
    #expect(end.code == ExitCode.unusable.rawValue)
    #expect(end.output == "")
    #expect(end.errors.hasPrefix("bmm-bench"), "\(end.errors)")
  }

  @Test func `a misspelt command is named with the nearest and all commands`() throws {
    let end = try Program.run("serv")
    #expect(
      end.errors == "bmm-bench: unknown command \"serv\"; did you mean \"serve\"? "
        + "(commands: run, serve, service, check, schema, measure, report)\n")
  }

  @Test func `without a command the overview is an error, asked for it is none`() throws {
    let (bare, asked) = (try Program.run(), try Program.run("--help"))
    #expect(bare.code == ExitCode.unusable.rawValue)
    #expect(bare.output == "")
    #expect(asked.code == ExitCode.success.rawValue)
    #expect(asked.errors == "")
    #expect(asked.output == bare.errors)
    for command in ["run", "serve", "service", "check", "measure"] {
      #expect(asked.output.contains("\n  \(command) "), "\(asked.output)")
    }
  }

  @Test(arguments: ["run", "serve", "check", "measure"])
  func `every command explains itself`(command: String) throws {
    let end = try Program.run(command, "--help")
    #expect(end.code == ExitCode.success.rawValue)
    #expect(end.output.hasPrefix("usage: bmm-bench \(command) [flags]"))
    #expect(end.errors == "")
  }
}
