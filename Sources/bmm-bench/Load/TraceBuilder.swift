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
  private var last = JSONValue.null

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
    if !lines.isEmpty, Self.isBefore(row.time, last) {
      throw TraceError(
        message: "lies at \(Self.text(row.time)), before the line above it at "
          + "\(Self.text(last)): sort the file by timestamp")
    }
    if lines.isEmpty {
      first = time
      if case .integer(let whole) = row.time { firstWhole = whole }
    }
    last = row.time
    lines.append(
      Trace.Line(offset: try offset(row.time, time), prompt: row.prompt, plan: try plan(row)))
  }

  /// Compares whole numbers as such, like `offset`.
  private static func isBefore(_ value: JSONValue, _ other: JSONValue) -> Bool {
    if case .integer(let whole) = value, case .integer(let otherWhole) = other {
      return whole < otherWhole
    }
    guard let time = value.doubleValue, let otherTime = other.doubleValue else { return false }
    return time < otherTime
  }

  private static func text(_ value: JSONValue) -> String {
    if case .integer(let whole) = value { return "\(whole)" }
    return PlainNumber.write(value.doubleValue ?? 0)
  }

  /// From the first line on; whole numbers are subtracted as such, for a date in nanoseconds has
  /// more digits than a Double.
  private func offset(_ value: JSONValue, _ time: Double) throws(TraceError) -> Duration {
    let unit = Double(reading.unitNanoseconds)
    var nanoseconds = (time - (first ?? time)) * unit
    if case .integer(let whole) = value, let firstWhole {
      let (distance, isTooFar) = whole.subtractingReportingOverflow(firstWhole)
      nanoseconds = isTooFar ? .infinity : Double(distance) * unit
    }
    nanoseconds /= reading.speed
    guard nanoseconds <= Double(BenchLimits.durationMax.nanoseconds) else {
      throw TraceError(
        message: "lies more than \(DurationText.write(BenchLimits.durationMax)) behind the first "
          + "line: is the unit right?")
    }
    // Beside a fraction a whole number is compared as a Double, and may lie a little before it.
    return max(lines.last?.offset ?? .zero, .nanoseconds(Int64(nanoseconds.rounded())))
  }

  private func plan(_ row: TraceRow) throws(TraceError) -> Plan? {
    guard let name = row.plan else { return nil }
    if let plan = Plan(rawValue: name) { return plan }
    let names = Plan.allCases.map(\.rawValue)
    let hint = NearestName.hint(for: name, among: names, listedAs: "allowed")
    throw TraceError(message: "has the plan \"\(name)\", which there is not\(hint)")
  }
}
