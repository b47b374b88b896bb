/// `bmm-bench digest`: the digest of the mixed load, for other processes; help does not list it.
enum DigestCommand {
  static let spec = CommandSpec(
    name: "bmm-bench digest",
    summary: "Prints the digest of the mixed load that measuring determinism runs.",
    flags: [
      FlagSpec(
        name: "seed", kind: .integer(0...Int.max), presence: .required, help: "the root of chance")
    ])

  /// What has this program print a digest.
  static func arguments(seed: Int) -> [String] {
    ["digest", "--seed", "\(seed)"]
  }

  /// Runs the load once.
  static func run(_ flags: Flags, _ console: Console) -> ExitCode {
    do {
      console.print(try DeterminismGauge.digest(ofSeed: flags.integer("seed") ?? 1))
      return .success
    } catch {
      console.note("\(error)")
      return .unusable
    }
  }
}
