import HTTP
import World

/// `bmm-bench measure-users`: the users of `bmm-bench run --world live` as a load that counts.
enum UserLoadCommand {
  static let spec = CommandSpec(
    name: "bmm-bench measure-users",
    summary: "Lets users come as a live run does, and counts their answers or first tokens.",
    flags: LoadFlags.all + [
      FlagSpec(
        name: "closed", kind: .integer(1...10_000),
        help: "so many users who ask again behind each answer; else they come at --arrivals"),
      FlagSpec(
        name: "arrivals", kind: .rate, presence: .defaultsTo("1/s"), help: "how many users come"),
      FlagSpec(
        name: "first", kind: .duration,
        help: "streams are asked for whose first token comes so late; else whole answers"),
    ])

  /// Loads, and reports.
  static func run(_ flags: Flags, _ console: Console) -> ExitCode {
    LoadFlags.run(flags, spec, console) { world, target in
      let long = ArrivalLimit.time(.seconds(3_600))
      let arrivals =
        flags.integer("closed").map { Arrivals.closed(ClosedLoop(users: $0, limit: long)) }
        ?? .open(.constant(perSecond: flags.rate("arrivals") ?? 1), long)
      return UserLoad(arrivals, first: flags.duration("first"), of: target, in: world)
    }
  }
}
