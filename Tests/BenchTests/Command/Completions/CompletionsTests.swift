import Testing

@testable import bmm_bench

struct CompletionsTests {
  private static let commands = [
    CommandSpec(
      name: "bmm-bench run", summary: "Runs scenarios. And more.",
      positionals: .init(placeholder: "PATH", count: 1...9, help: "files"),
      flags: [
        FlagSpec(name: "world", kind: .choice(["sim", "live"]), help: "where: [here] or 'there'"),
        FlagSpec(name: "out", kind: .text(placeholder: "DIR"), help: "a folder"),
        FlagSpec(name: "seed", kind: .integer(0...9), help: "chance"),
        FlagSpec(
          name: "bug", kind: .text(placeholder: "NAME"), help: "which", words: ["ant", "bee"]),
        FlagSpec(name: "quiet", kind: .toggle, help: "says less"),
      ]),
    CommandSpec(
      name: "bmm-bench help", summary: "Helps.",
      positionals: .init(placeholder: "COMMAND", count: 0...1, help: "which")),
  ]

  @Test(
    arguments: [
      ("bmm-bench ''", ["run", "help", "--help", "--version"]),
      ("bmm-bench h", ["help"]),
      ("bmm-bench run --w", ["--world"]),
      ("bmm-bench run --world ''", ["sim", "live"]),
      ("bmm-bench run --world = l", ["live"]),
      ("bmm-bench run --world =", ["sim", "live"]),
      ("bmm-bench run --seed ''", []),
      ("bmm-bench run --bug b", ["bee"]),
      ("bmm-bench run --out d", ["dir"]),
      ("bmm-bench run d", ["data file.json5", "dir"]),
      ("bmm-bench help r", ["run"]),
      ("bmm-bench nonsense ''", []),
    ])
  func `bash completes`(line: String, words: [String]) throws {
    let folder = try TemporaryFolder()
    try folder.write("", to: "data file.json5")
    try folder.write(BashCompletions.script(for: Self.commands), to: "script")
    let program = try Program(
      [
        "-c",
        "mkdir dir && source ./script && COMP_WORDS=(\(line)) "
          + "&& COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) && _bmm_bench && printf '%s\\n' "
          + "\"${COMPREPLY[@]}\"",
      ], in: folder.path, path: "/bin/bash")
    let end = try program.end()
    #expect(end.errors == "")
    let offered = end.output.split(separator: "\n").map(String.init)
    #expect(offered.sorted() == words.sorted())
  }

  @Test func `zsh gets a specification for each flag, with nothing that ends one early`() {
    let script = ZshCompletions.script(for: Self.commands)
    #expect(script.hasPrefix("#compdef bmm-bench\n"))
    #expect(script.contains("'run:Runs scenarios'"))
    #expect(
      script.contains("'--world=[where\\: (here) or ’there’]:WORD:(sim live)'"), "\(script)")
    #expect(script.contains("'--out=[a folder]:DIR:_files -/'"))
    #expect(script.contains("'--quiet[says less]'"))
    #expect(script.contains("'*:PATH:_files'"))
    #expect(script.contains("'1:COMMAND:(run help)'"))
  }

  @Test func `fish gets a line for each flag, with its values`() {
    let lines = FishCompletions.script(for: Self.commands).split(separator: "\n").map(String.init)
    let begin = "complete -c bmm-bench -n '__fish_seen_subcommand_from run'"
    #expect(lines.contains("\(begin) -l world -x -a 'sim live' -d 'where: [here] or \\'there\\''"))
    #expect(
      lines.contains("\(begin) -l out -x -a '(__fish_complete_directories)' -d 'a folder'"))
    #expect(lines.contains("\(begin) -l quiet -d 'says less'"))
    #expect(lines.contains("\(begin) -F"))
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `the program's own scripts name every command and flag`(shell: String) throws {
    let end = try Program.run("completions", shell)
    #expect(end.code == ExitCode.success.rawValue)
    for spec in BenchCommand.specs {
      #expect(end.output.contains(spec.word))
      for flag in spec.flags { #expect(end.output.contains(flag.name), "\(spec.word)") }
    }
  }
}
