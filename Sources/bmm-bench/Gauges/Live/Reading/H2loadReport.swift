/// Reads what h2load says at its end.
enum H2loadReport {
  /// Reads its text, whose counts are those of the timed seconds behind its warm-up.
  static func parse(_ text: String, seconds: Double) -> LoadReport? {
    for line in text.split(separator: "\n") where line.hasPrefix("requests:") {
      let words = line.split(whereSeparator: { $0 == " " || $0 == "," })
      var report = LoadReport()
      for (count, name) in zip(words.dropFirst(), words.dropFirst(2)) {
        guard let count = Int(count) else { continue }
        switch name {
        case "succeeded": report.count = count
        case "failed", "errored", "timeout": report.errors += count
        default: continue
        }
      }
      report.seconds = seconds
      return report.count > 0 ? report : nil
    }
    return nil
  }
}
