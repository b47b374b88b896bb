import Testing

@testable import bmm_bench

struct BenchCommandTests {
  @Test(
    arguments: [
      ["nonsense"], ["runn", "a.json5"], ["-x"], ["help", "nonsense"], ["completions", "tcsh"],
      ["completions"], ["run"], ["run", "--seed", "1"],
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
        + "(commands: run, explore, replay, mutants, serve, service, check, schema, measure, "
        + "report, merge, compare, completions, help)\n")
  }

  @Test func `the program names itself`() throws {
    let end = try Program.run("--version")
    #expect(end.code == ExitCode.success.rawValue)
    #expect(end.output.hasPrefix("bmm-bench \(BenchVersion.text) ("))
  }

  @Test func `help of a command is what the command says itself`() throws {
    let (asked, own) = (try Program.run("help", "run"), try Program.run("run", "--help"))
    #expect(asked.code == ExitCode.success.rawValue)
    #expect(asked.output == own.output)
    #expect(try Program.run("run", "-h").output == own.output)
    let overview = try Program.run("help").output
    #expect(try Program.run("--help").output == overview)
    #expect(try Program.run("-h").output == overview)
  }

  @Test func `every command has examples that it understands, and says how it can end`() throws {
    for spec in BenchCommand.specs {
      #expect(!spec.examples.isEmpty, "\(spec.name) has no example")
      #expect(spec.exits.contains(.success) && spec.exits.contains(.unusable), "\(spec.name)")
      for example in spec.examples {
        let line = example.line.prefix { $0 != ">" && $0 != ")" }
        let begin = try #require(line.range(of: spec.name), "\(example.line)")
        let words = line[begin.upperBound...].split(separator: " ").map(String.init)
        #expect(throws: Never.self, "\(example.line)") { try Flags.parse(words, for: spec) }
      }
    }
  }

  @Test func `what a whole of parts ends with is the gravest end`() {
    #expect(ExitCode.worst([]) == .success)
    #expect(ExitCode.worst([.success, .checkFailed]) == .checkFailed)
    // A bottleneck's figures say nothing, so neither does what they failed.
    #expect(ExitCode.worst([.harnessBound, .checkFailed, .success]) == .harnessBound)
    #expect(ExitCode.worst([.unusable, .interrupted, .checkFailed]) == .interrupted)
  }

  @Test func `the page of the command line is current`() throws {
    let page = ManualCommand.page(BenchCommand.specs) + "\n"
    #expect(try Project.text("docs/cli.md") == page, "docs/cli.md is old: run make docs")
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

  @Test(arguments: BenchCommand.specs.map(\.word))
  func `every command explains itself`(command: String) throws {
    let end = try Program.run(command, "--help")
    #expect(end.code == ExitCode.success.rawValue)
    #expect(end.output.hasPrefix("usage: bmm-bench \(command) [flags]"))
    #expect(end.errors == "")
  }
}
