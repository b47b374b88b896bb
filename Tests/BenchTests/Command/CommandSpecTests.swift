import Testing

@testable import bmm_bench

struct CommandSpecTests {
  @Test func `the help text is made from the declaration`() {
    let command = CommandSpec(
      name: "bmm-bench run", summary: "Runs scenarios and checks what they promise.",
      positionals: .init(placeholder: "FILE", count: 1...Int.max, help: "scenario files, in JSON5"),
      flags: [
        FlagSpec(
          name: "seed", kind: .integer(0...Int.max), presence: .defaultsTo("1"),
          help: "seed of all chance"),
        FlagSpec(name: "world", kind: .choice(["sim", "live"]), help: "where the roles stand"),
        FlagSpec(
          name: "tag", kind: .text(placeholder: "NAME"), presence: .repeated,
          help: "runs only scenarios that have this tag"),
      ])

    #expect(
      command.help(width: 60) == """
        usage: bmm-bench run [flags] FILE…

        Runs scenarios and checks what they promise.

          FILE  scenario files, in JSON5

        flags:
          --seed N      seed of all chance (at least 0; default 1)
          --world WORD  where the roles stand (sim, live)
          --tag NAME    runs only scenarios that have this tag (may
                        be repeated)
          --help        shows this text
        """)
  }

  @Test(
    arguments: [
      (0...1, "usage: c [flags] [FILE]"),
      (0...2, "usage: c [flags] [FILE…]"),
      (1...1, "usage: c [flags] FILE"),
    ] as [(ClosedRange<Int>, String)])
  func `the usage line shows how many files there may be`(
    count: ClosedRange<Int>, line: String
  ) {
    let positionals = CommandSpec.Positionals(placeholder: "FILE", count: count, help: "files")
    let command = CommandSpec(name: "c", summary: "s", positionals: positionals)
    #expect(command.help().hasPrefix(line + "\n"))
  }

  @Test func `a flag declared twice is a mistake of the program`() async {
    await #expect(processExitsWith: .failure) {
      let flag = FlagSpec(name: "help", kind: .toggle, help: "shadows the own flag")
      _ = CommandSpec(name: "c", summary: "s", flags: [flag])
    }
  }

  @Test func `a default that cannot be read is a mistake of the program`() async {
    await #expect(processExitsWith: .failure) {
      let flag = FlagSpec(name: "for", kind: .duration, presence: .defaultsTo("95"), help: "time")
      _ = CommandSpec(name: "c", summary: "s", flags: [flag])
    }
  }
}
