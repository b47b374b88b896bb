/// Something wrong in the arguments of a command, with the way to the help text.
struct UsageError: Error, Equatable, CustomStringConvertible {
  /// The program and the command: `bmm-bench run`.
  let command: String
  /// One sentence without a full stop.
  let message: String

  /// The message between the name of the command and the line that shows its flags.
  var description: String {
    "\(command): \(message)\nrun \"\(command) --help\" for all flags"
  }
}
