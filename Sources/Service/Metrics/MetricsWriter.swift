/// Writes families of metrics as text, in either form.
struct MetricsWriter {
  /// What is counted, by the names of the standards.
  enum Kind: String {
    case counter
    case gauge
    case histogram
    case info
  }

  private(set) var text = ""
  private let format: MetricsFormat

  init(_ format: MetricsFormat) {
    self.format = format
  }

  /// Begins a family; its samples follow.
  mutating func begin(_ name: String, _ kind: Kind, unit: String? = nil, help: String) {
    precondition(unit.map { name.hasSuffix("_\($0)") } ?? true, "\(name) must end in its unit")
    // The older form knows samples only: `_total` and `_info` belong to their names.
    let (family, type) =
      switch (format, kind) {
      case (.prometheus, .counter): (name + "_total", "counter")
      case (.prometheus, .info): (name + "_info", "gauge")
      default: (name, kind.rawValue)
      }
    text += "# TYPE \(family) \(type)\n"
    if format == .openMetrics, let unit { text += "# UNIT \(family) \(unit)\n" }
    text += "# HELP \(family) \(escaped(help, quotes: format == .openMetrics))\n"
  }

  /// Adds a sample of the family that was begun last.
  mutating func sample(_ name: String, _ labels: [(String, String)], _ value: String) {
    text += name
    if !labels.isEmpty {
      let pairs = labels.map { "\($0.0)=\"\(escaped($0.1, quotes: true))\"" }
      text += "{\(pairs.joined(separator: ","))}"
    }
    text += " \(value)\n"
  }

  /// Ends the text: whoever reads less than that has read a part.
  mutating func end() {
    if format == .openMetrics { text += "# EOF\n" }
  }

  private func escaped(_ text: String, quotes: Bool) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": escaped.append(contentsOf: "\\\\".unicodeScalars)
      case "\n": escaped.append(contentsOf: "\\n".unicodeScalars)
      case "\"" where quotes: escaped.append(contentsOf: "\\\"".unicodeScalars)
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }
}
