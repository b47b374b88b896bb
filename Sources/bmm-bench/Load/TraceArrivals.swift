/// Planned starts as they were recorded.
struct TraceArrivals: ArrivalProcess {
  private let lines: [Trace.Line]
  private let limit: ArrivalLimit
  private var planned = 0

  /// The lines of a trace up to a limit.
  init(_ trace: Trace, limit: ArrivalLimit) {
    lines = trace.lines
    self.limit = limit
  }

  /// The next planned start.
  mutating func next() -> Duration? {
    guard planned < lines.count else { return nil }
    let nanoseconds = lines[planned].offset.nanoseconds
    guard let offset = limit.offset(wholeNanoseconds: nanoseconds, after: planned) else {
      return nil
    }
    planned += 1
    return offset
  }
}
