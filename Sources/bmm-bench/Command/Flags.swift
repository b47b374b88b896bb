/// The arguments of a command after all checks: what was written, with defaults filled in.
struct Flags: Equatable, Sendable {
  /// What a command was asked to do.
  enum Request: Equatable, Sendable {
    /// To show this help text and nothing else.
    case help(String)
    /// To run with these flags.
    case run(Flags)
  }

  /// The arguments that are not flags, in order.
  let positionals: [String]

  private let command: CommandSpec
  private let values: [Entry]

  private struct Entry: Equatable {
    let name: String
    let value: FlagValue
  }

  /// What asks for help, of a command and of the program.
  static let helpWords = ["--help", "-h"]

  /// Checks arguments against a declaration; every argument is either understood or an error.
  static func parse(
    _ arguments: [String], for command: CommandSpec
  ) throws(UsageError) -> Request {
    // Who asks for help gets it, whatever else is wrong.
    let asks = arguments.prefix(while: { $0 != "--" }).contains { helpWords.contains($0) }
    if asks { return .help(command.help()) }
    var parser = FlagParser(command: command)
    try parser.read(arguments)
    let entries = parser.values.map { Entry(name: $0.name, value: $0.value) }
    return .run(Flags(positionals: parser.positionals, command: command, values: entries))
  }

  /// Whether a toggle was given.
  func isOn(_ name: String) -> Bool {
    first(name) != nil
  }

  /// The text or the word behind a flag.
  func text(_ name: String) -> String? {
    texts(name).last
  }

  /// The texts behind a flag that may be repeated, in order.
  func texts(_ name: String) -> [String] {
    all(name).map { value in
      guard case .text(let text) = value else { preconditionFailure("--\(name) is no text") }
      return text
    }
  }

  /// The number behind a flag.
  func integer(_ name: String) -> Int? {
    guard let value = first(name) else { return nil }
    guard case .integer(let number) = value else {
      preconditionFailure("--\(name) is no whole number")
    }
    return number
  }

  /// The duration behind a flag.
  func duration(_ name: String) -> Duration? {
    guard let value = first(name) else { return nil }
    guard case .duration(let duration) = value else {
      preconditionFailure("--\(name) is no duration")
    }
    return duration
  }

  /// The events per second behind a flag.
  func rate(_ name: String) -> Double? {
    guard let value = first(name) else { return nil }
    guard case .rate(let rate) = value else { preconditionFailure("--\(name) is no rate") }
    return rate
  }

  /// The share behind a flag, from 0 to 1.
  func fraction(_ name: String) -> Double? {
    guard let value = first(name) else { return nil }
    guard case .fraction(let share) = value else { preconditionFailure("--\(name) is no share") }
    return share
  }

  /// Two sets of flags are equal if they were given the same, whatever the command declares.
  static func == (left: Flags, right: Flags) -> Bool {
    left.positionals == right.positionals && left.values == right.values
  }

  private func first(_ name: String) -> FlagValue? { all(name).first }

  private func all(_ name: String) -> [FlagValue] {
    precondition(command.flag(name) != nil, "\(command.name) does not declare --\(name)")
    return values.filter { $0.name == name }.map(\.value)
  }
}
