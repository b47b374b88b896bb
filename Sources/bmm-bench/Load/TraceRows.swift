import Wire

/// One line of a trace, before its words have a meaning.
struct TraceRow: Equatable, Sendable {
  /// The time, in the unit of the file.
  var time: JSONValue
  /// What is asked for.
  var prompt: String?
  /// Whose account asks.
  var plan: String?
}

/// The two forms of a trace file, read line by line.
enum TraceRows {
  /// An object on each line.
  case jsonLines
  /// Values between commas, below a line that names them, which is still to come.
  case csv
  /// The same, with the columns of that line.
  case csvBelow([String])

  /// What a file has to look like, for complaints.
  static let form =
    "write lines such as {\"timestamp\": 0.5, \"prompt\": \"…\", \"plan\": \"team\"}, or a .csv "
    + "whose first line names timestamp, prompt and plan"

  /// The row of a line; nil for the line that names the columns.
  mutating func read(_ line: [UInt8]) throws(TraceError) -> TraceRow? {
    switch self {
    case .jsonLines:
      return try Self.row(ofJSON: line)
    case .csv:
      let columns = try CSVLine.fields(of: line)
      guard columns.contains("timestamp") else {
        throw TraceError(message: "names no column timestamp; \(Self.form)")
      }
      self = .csvBelow(columns)
      return nil
    case .csvBelow(let columns):
      return try Self.row(ofCSV: line, columns)
    }
  }

  private static func row(ofJSON line: [UInt8]) throws(TraceError) -> TraceRow {
    guard let value = try? JSONValue.parse(line), value.objectValue != nil else {
      throw TraceError(message: "is no JSON object; \(form)")
    }
    guard let time = value["timestamp"], time.doubleValue != nil else {
      throw TraceError(message: "has no number as its timestamp")
    }
    return TraceRow(
      time: time, prompt: try text(value["prompt"], "prompt"),
      plan: try text(value["plan"], "plan"))
  }

  private static func text(_ value: JSONValue?, _ key: String) throws(TraceError) -> String? {
    guard let value, !value.isNull else { return nil }
    guard let text = value.stringValue else {
      throw TraceError(message: "has a \(key) that is no text")
    }
    return text
  }

  private static func row(
    ofCSV line: [UInt8], _ columns: [String]
  ) throws(TraceError) -> TraceRow {
    let fields = try CSVLine.fields(of: line)
    guard fields.count == columns.count else {
      throw TraceError(message: "has \(fields.count) values for \(columns.count) columns")
    }
    func field(_ name: String) -> String? {
      columns.firstIndex(of: name).map { fields[$0] }.flatMap { $0.isEmpty ? nil : $0 }
    }
    let time = field("timestamp") ?? ""
    guard let number = try? JSONValue.parse(Array(time.utf8)), number.doubleValue != nil else {
      throw TraceError(message: "has \"\(time)\" as its timestamp, which is no number")
    }
    return TraceRow(time: number, prompt: field("prompt"), plan: field("plan"))
  }
}
