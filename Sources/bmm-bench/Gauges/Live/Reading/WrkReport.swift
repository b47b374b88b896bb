import World

/// How wrk is asked, and what it says at its end.
enum WrkReport {
  /// The arguments of closed loops for a time.
  static func arguments(asking address: Address, for time: Duration) -> [String] {
    [
      "--latency", "-t", "1", "-c", "\(LiveStage.connections)", "-d",
      "\(LiveTimes.wholeSeconds(time))s", "http://\(address)/",
    ]
  }

  /// Reads the text of `wrk --latency`; nil when it is none.
  static func parse(_ text: String) -> LoadReport? {
    var report = LoadReport()
    for line in text.split(separator: "\n") {
      let words = line.split(whereSeparator: { $0 == " " || $0 == "," })
      switch (words.first, words.dropFirst().first) {
      case ("50%", let value?): report.median = WrkTime.seconds(value) ?? 0
      case ("99%", let value?): report.p99 = WrkTime.seconds(value) ?? 0
      case ("Socket", "errors:"): report.errors += words.compactMap { Int($0) }.reduce(0, +)
      case ("Non-2xx", _): report.errors += words.last.flatMap { Int($0) } ?? 0
      case (let count?, "requests"):
        guard words.count > 3, let count = Int(count), let seconds = WrkTime.seconds(words[3])
        else { return nil }
        (report.count, report.seconds) = (count, seconds)
      default: continue
      }
    }
    return report.seconds > 0 ? report : nil
  }
}

/// Times as wrk writes them: `635.00us`, `1.02ms`, `3.00s`, `1.00m`.
enum WrkTime {
  /// The seconds, or nil when it is no such time.
  static func seconds(_ text: Substring) -> Double? {
    for (unit, size) in [("us", 1e-6), ("ms", 1e-3), ("s", 1.0), ("m", 60.0), ("h", 3_600.0)] {
      guard text.hasSuffix(unit), let number = Double(text.dropLast(unit.count)) else { continue }
      return number * size
    }
    return nil
  }
}
