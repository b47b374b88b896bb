/// Writes families of metrics as text, in either form.
package struct MetricsWriter {
  /// What is counted, by the names of the standards.
  package enum Kind: String {
    /// What only grows.
    case counter
    /// What goes up and down.
    case gauge
    /// Values by ranges.
    case histogram
    /// Values by shares of them.
    case summary
    /// A one, whose labels are what is said.
    case info
  }

  /// What was written so far.
  package private(set) var text = ""
  private let format: MetricsFormat

  /// A text in one of the forms, without a family yet.
  package init(_ format: MetricsFormat) {
    self.format = format
  }

  /// Begins a family; its samples follow.
  package mutating func begin(_ name: String, _ kind: Kind, unit: String? = nil, help: String) {
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
  package mutating func sample(_ name: String, _ labels: [(String, String)], _ value: String) {
    text += name
    if !labels.isEmpty {
      let pairs = labels.map { "\($0.0)=\"\(escaped($0.1, quotes: true))\"" }
      text += "{\(pairs.joined(separator: ","))}"
    }
    text += " \(value)\n"
  }

  /// Ends the text: whoever reads less than that has read a part.
  package mutating func end() {
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
