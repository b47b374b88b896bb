import CLinux
import Glibc

/// `bmm-bench measure-launch`: becomes another program, one that ends when its parent does.
enum LaunchCommand {
  static let spec = CommandSpec(
    name: "bmm-bench measure-launch",
    summary: "Becomes another program that ends with its parent, also when that crashes.",
    positionals: .init(placeholder: "WORD", count: 1...100, help: "the program and its arguments"),
    flags: [
      FlagSpec(
        name: "errors", kind: .text(placeholder: "FILE"), presence: .required,
        help: "where its standard error goes")
    ])

  /// Returns only when the program cannot be had.
  static func run(_ flags: Flags, _ console: Console) -> ExitCode {
    let errors = open(flags.text("errors") ?? "", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard errors >= 0, dup2(errors, STDERR_FILENO) >= 0, bmm_end_with_parent() == 0 else {
      console.note("\(spec.name): \(String(cString: strerror(errno)))")
      return .unusable
    }
    _ = bmm_raise_file_limit()
    let program = flags.positionals[0]
    var words = flags.positionals.map { strdup($0) } + [nil]
    execvp(program, &words)
    console.note("\(program) cannot be run: \(String(cString: strerror(errno)))")
    return .unusable
  }
}
