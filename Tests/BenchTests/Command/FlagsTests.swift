import Testing

@testable import bmm_bench

struct FlagsTests {
  private static let run = CommandSpec(
    name: "bmm-bench run", summary: "Runs scenarios.",
    positionals: .init(placeholder: "FILE", count: 1...3, help: "scenario files"),
    flags: [
      FlagSpec(name: "seed", kind: .integer(0...Int.max), presence: .defaultsTo("1"), help: "seed"),
      FlagSpec(name: "for", kind: .duration, help: "time"),
      FlagSpec(name: "load", kind: .rate, help: "arrivals"),
      FlagSpec(name: "risk", kind: .fraction, help: "accepted risk"),
      FlagSpec(name: "world", kind: .choice(["sim", "live"]), help: "world"),
      FlagSpec(name: "tag", kind: .text(placeholder: "NAME"), presence: .repeated, help: "tags"),
      FlagSpec(name: "quiet", kind: .toggle, help: "no progress"),
      FlagSpec(name: "users", kind: .integer(1...99), help: "users"),
    ])

  private func flags(_ arguments: [String]) throws -> Flags {
    let request = try Flags.parse(arguments, for: Self.run)
    guard case .run(let flags) = request else { throw UsageError(command: "", message: "help") }
    return flags
  }

  @Test func `values stand behind a space or an equals sign`() throws {
    let flags = try flags([
      "a.json5", "--seed", "7", "--for=95s", "--load", "300/m", "--risk=5%", "b.json5",
      "--world=sim", "--quiet", "--tag", "x", "--tag=y=z",
    ])

    #expect(flags.positionals == ["a.json5", "b.json5"])
    #expect(flags.integer("seed") == 7)
    #expect(flags.duration("for") == .seconds(95))
    #expect(flags.rate("load") == 5)
    #expect(flags.fraction("risk") == 0.05)
    #expect(flags.text("world") == "sim")
    #expect(flags.isOn("quiet"))
    #expect(flags.texts("tag") == ["x", "y=z"])  // Only the first sign separates.
  }

  @Test func `what is left out is nil, off, empty or the default`() throws {
    let flags = try flags(["a.json5"])
    #expect(flags.integer("seed") == 1)
    #expect(flags.duration("for") == nil)
    #expect(flags.isOn("quiet") == false)
    #expect(flags.texts("tag") == [])
  }

  @Test func `behind two dashes nothing is a flag, and one dash is a file`() throws {
    #expect(try flags(["-", "--", "--seed", "--help"]).positionals == ["-", "--seed", "--help"])
  }

  @Test func `both ways to write a value mean the same`() throws {
    #expect(try flags(["a", "--seed", "7"]) == flags(["--seed=7", "a"]))
    #expect(try flags(["a", "--seed", "7"]) != flags(["a", "--seed", "8"]))
  }

  @Test func `a negative number is a value`() {
    let error = #expect(throws: UsageError.self) { try flags(["a", "--users", "-3"]) }
    #expect(error?.message == "--users is -3; allowed: 1 to 99")
  }

  @Test(
    arguments: [
      (
        ["a", "--sede", "7"],
        "unknown flag \"--sede\"; did you mean \"--seed\"? "
          + "(known: --seed, --for, --load, --risk, --world, --tag, --quiet, --users, --help)"
      ),
      (
        ["a", "--verbose"],
        "unknown flag \"--verbose\" "
          + "(known: --seed, --for, --load, --risk, --world, --tag, --quiet, --users, --help)"
      ),
      (["a", "-q"], "unknown flag \"-q\"; flags begin with two dashes"),
      (["a", "--seed"], "--seed needs a value: --seed N"),
      (["a", "--seed", "--quiet"], "--seed needs a value: --seed N"),  // Not the next flag.
      (["a", "--tag="], "--tag needs a value: --tag NAME"),
      (["a", "--seed=x"], "--seed needs a whole number, got \"x\""),
      (["a", "--seed=-1"], "--seed is -1; allowed: at least 0"),
      (["a", "--users=100"], "--users is 100; allowed: 1 to 99"),
      (["a", "--seed=1", "--seed=2"], "--seed is given twice"),
      (["a", "--quiet", "--quiet"], "--quiet is given twice"),
      (["a", "--quiet=yes"], "--quiet takes no value, got \"yes\""),
      (
        ["a", "--for=95"],
        "--for cannot be read: \"95\" has no unit; add one of us, ms, s, m, h"
      ),
      (
        ["a", "--world=life"],
        "--world cannot be \"life\"; did you mean \"live\"? (allowed: sim, live)"
      ),
      ([], "needs FILE: at least 1, got 0"),
      (["a", "b", "c", "d"], "unexpected argument \"d\"; at most 3 can stand here"),
    ] as [([String], String)])
  func `a wrong argument is refused`(arguments: [String], message: String) {
    let error = #expect(throws: UsageError.self) { try flags(arguments) }
    #expect(error?.message == message)
  }

  @Test func `an error shows the command and the way to help`() {
    let error = #expect(throws: UsageError.self) { try flags([]) }
    #expect(
      error?.description == """
        bmm-bench run: needs FILE: at least 1, got 0
        run "bmm-bench run --help" for all flags
        """)
  }

  @Test func `a required flag must be given`() {
    let tune = CommandSpec(
      name: "bmm-bench tune", summary: "Tunes.",
      flags: [
        FlagSpec(name: "plan", kind: .text(placeholder: "P"), presence: .required, help: "plan")
      ])

    let missing = #expect(throws: UsageError.self) { try Flags.parse([], for: tune) }
    let positional = #expect(throws: UsageError.self) { try Flags.parse(["team"], for: tune) }

    #expect(missing?.message == "--plan P is missing")
    #expect(positional?.message == "unexpected argument \"team\"; at most 0 can stand here")
  }

  @Test func `who asks for help gets it, whatever else is wrong`() throws {
    let request = try Flags.parse(["--nonsense", "--help"], for: Self.run)
    #expect(request == .help(Self.run.help()))
  }

  @Test func `asking for an undeclared flag is a mistake of the program`() async {
    await #expect(processExitsWith: .failure) {
      let command = CommandSpec(name: "c", summary: "s")
      if case .run(let flags) = try Flags.parse([], for: command) { _ = flags.isOn("sed") }
    }
  }
}
