import Service
import Wire
import World

/// Turns rows into the starts of a trace: sorted, from the first on, at the speed of the replay.
struct TraceBuilder {
  /// The starts so far.
  private(set) var lines: [Trace.Line] = []
  private let reading: TraceFile.Reading
  private var first: Double?
  private var firstWhole: Int64?
  private var last = Double(0)

  /// Nothing yet.
  init(_ reading: TraceFile.Reading) {
    self.reading = reading
  }

  /// Takes the next row.
  mutating func take(_ row: TraceRow) throws(TraceError) {
    guard lines.count < BenchLimits.requestsMax else {
      throw TraceError(message: "is one start too many: a run begins \(lines.count) at most")
    }
    guard let time = row.time.doubleValue else {
      throw TraceError(message: "has no number as its timestamp")
    }
    if !lines.isEmpty, time < last {
      throw TraceError(
        message: "lies at \(PlainNumber.write(time)), before the line above it at "
          + "\(PlainNumber.write(last)): sort the file by timestamp")
    }
    if lines.isEmpty {
      first = time
      if case .integer(let whole) = row.time { firstWhole = whole }
    }
    last = time
    lines.append(
      Trace.Line(offset: try offset(row.time, time), prompt: row.prompt, plan: try plan(row)))
  }

  /// From the first line on; whole numbers are subtracted as such, for a date in nanoseconds has
  /// more digits than a Double.
  private func offset(_ value: JSONValue, _ time: Double) throws(TraceError) -> Duration {
    let unit = Double(reading.unitNanoseconds)
    var nanoseconds = (time - (first ?? time)) * unit
    if case .integer(let whole) = value, let firstWhole {
      nanoseconds = Double(whole - firstWhole) * unit
    }
    nanoseconds /= reading.speed
    guard nanoseconds <= Double(BenchLimits.durationMax.nanoseconds) else {
      throw TraceError(
        message: "lies more than \(DurationText.write(BenchLimits.durationMax)) behind the first "
          + "line: is the unit right?")
    }
    return .nanoseconds(Int64(nanoseconds.rounded()))
  }

  private func plan(_ row: TraceRow) throws(TraceError) -> Plan? {
    guard let name = row.plan else { return nil }
    if let plan = Plan(rawValue: name) { return plan }
    let names = Plan.allCases.map(\.rawValue)
    let hint = NearestName.hint(for: name, among: names, listedAs: "allowed")
    throw TraceError(message: "has the plan \"\(name)\", which there is not\(hint)")
  }
}
