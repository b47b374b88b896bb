import Glibc
import World

/// `bmm-bench measure`: the engine's own speed, with peers beside it.
enum MeasureCommand {
  static let spec = CommandSpec(
    name: "bmm-bench measure",
    summary:
      "Measures the speed of the bench itself, and of other programs that are installed. A gauge "
      + "that fails is a failed check; a target that is missed is none.",
    flags: [
      FlagSpec(
        name: "only", kind: .text(placeholder: "NAMES"),
        help: "gauges by name, with commas between them: sim, timers or sim.timers,sim.day"),
      FlagSpec(
        name: "repeat", kind: .integer(1...100), presence: .defaultsTo("5"),
        help: "processes per gauge; slow gauges take three at most"),
      FlagSpec(
        name: "json", kind: .text(placeholder: "FILE"), help: "writes all values for programs"),
      FlagSpec(
        name: "table", kind: .text(placeholder: "FILE"), help: "writes the table in Markdown"),
      FlagSpec(name: "list", kind: .toggle, help: "says what the gauges are, and measures nothing"),
    ],
    examples: [
      .init(line: "bmm-bench measure --only sim", use: "what needs no sockets"),
      .init(line: "bmm-bench measure --table speed.md", use: "all gauges, and a table to keep"),
    ],
    exits: [.success, .checkFailed, .unusable, .interrupted])

  /// How often a gauge that takes minutes is repeated at most.
  private static let slowRepetitionsMax = 3

  /// Measures what the flags ask for.
  static func run(_ flags: Flags, _ console: Console) -> ExitCode {
    do {
      let gauges = try GaugeList.pick(flags.text("only"))
      if flags.isOn("list") {
        for line in list(gauges, console.width) { console.print(line) }
        return .success
      }
      let json = try flags.text("json").map(OutputFile.init)
      let table = try flags.text("table").map(OutputFile.init)
      let measurement = try measure(gauges, flags.integer("repeat") ?? 1, console)
      for line in MeasureReport.lines(measurement, width: console.width) { console.print(line) }
      try json?.write(MeasureFile.bytes(measurement))
      try table?.write(Array(MeasureReport.markdown(measurement).utf8))
      return measurement.failures.isEmpty ? .success : .checkFailed
    } catch is Interrupted {
      console.progress("")
      return .interrupted
    } catch {
      console.note("\(UsageError(command: spec.name, message: "\(error)"))")
      return .unusable
    }
  }

  private static func measure(
    _ gauges: [Gauge], _ repetitions: Int, _ console: Console
  ) throws -> Measurement {
    let bench = GaugeBench(console: console, peers: Peers())
    var measurement = Measurement(
      date: WallTime(seconds: Int64(time(nil))), build: .current, machine: .current(),
      peers: Peer.allCases.compactMap(bench.peers.find))
    if !measurement.build.isRelease {
      console.note("bmm-bench measure: THIS IS A DEBUG BUILD; its figures say nothing")
    }
    for gauge in gauges {
      let count = gauge.isQuick ? repetitions : min(repetitions, slowRepetitionsMax)
      do {
        for number in 1...count {
          console.progress("\(gauge.name): \(number) of \(count) …")
          Figure.merge(try bench.measureApart(gauge), into: &measurement.figures)
        }
      } catch let error where !(error is Interrupted) {
        measurement.failures.append(.init(gauge: gauge.name, reason: "\(error)"))
      }
    }
    console.progress("")
    Figure.markDisturbed(&measurement.figures)
    return measurement
  }

  private static func list(_ gauges: [Gauge], _ width: Int) -> [String] {
    var table = TextTable([.init(title: "gauge"), .init(title: "about", overflow: .wrap)])
    for gauge in gauges { table.add([gauge.name, gauge.about]) }
    return table.lines(width: width)
  }
}
