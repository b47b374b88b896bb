import Wire

/// `bmm-bench gauge`: one repetition of one gauge in a process of its own; help does not list it.
enum GaugeCommand {
  /// The word that stands for it on a command line.
  static let word = "gauge"

  static let spec = CommandSpec(
    name: "bmm-bench \(word)",
    summary: "Measures one gauge once and prints its figures as a line of JSON.",
    positionals: .init(placeholder: "GAUGE", count: 1...1, help: "the name of a gauge"),
    flags: [
      FlagSpec(
        name: "world", kind: .choice(Arm.allCases.map(\.rawValue)), presence: .required,
        help: "the gauge's world, which decides whether the process is guarded")
    ])

  /// Measures once.
  static func run(_ flags: Flags, _ console: Console) -> ExitCode {
    do {
      let gauges = try GaugeList.pick(flags.positionals[0])
      guard gauges.count == 1 else { throw GaugeError("that names \(gauges.count) gauges") }
      let figures = try gauges[0].measure(GaugeBench(console: console, peers: Peers()))
      console.print(json: JSONValue.array(figures.map(\.json)).jsonString(pretty: false))
      return .success
    } catch is Interrupted {
      return .interrupted
    } catch {
      console.note("\(error)")
      return .unusable
    }
  }

  /// Reads what such a process printed.
  static func figures(in output: String) throws(GaugeError) -> [Figure] {
    guard let list = (try? JSONValue.parse(output))?.arrayValue else {
      throw GaugeError("its figures cannot be read: \(output.prefix(80))")
    }
    let figures = list.compactMap(Figure.init)
    guard figures.count == list.count else {
      throw GaugeError("\(list.count - figures.count) of its figures lack a part")
    }
    return figures
  }
}
