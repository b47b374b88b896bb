import Service
import Wire
import World

/// Reads recorded starts from disk: JSON lines, or CSV with a line of names.
///
/// Whatever else a recording says of a start is its own matter and not looked at.
enum TraceFile {
  /// How the times of a file are meant.
  struct Reading: Equatable, Sendable {
    /// Nanoseconds in one of its units.
    var unitNanoseconds: Int64 = 1_000_000_000
    /// How much faster than it was recorded it is played.
    var speed = 1.0
  }

  /// The starts of a file; what is wrong in it is said with its line.
  static func read(_ path: String, _ reading: Reading) throws(ScenarioError) -> Trace {
    let bytes = try SourceFile.bytes(of: path, limit: BenchLimits.traceBytesMax)
    guard bytes.count <= BenchLimits.traceBytesMax else {
      throw ScenarioError(
        file: path, position: nil,
        message: "is longer than \(BenchLimits.traceBytesMax) bytes; cut it into several")
    }
    return try parse(bytes, reading, file: path)
  }

  /// The starts in the bytes of a file, which its name says the kind of.
  static func parse(
    _ bytes: [UInt8], _ reading: Reading, file: String
  ) throws(ScenarioError) -> Trace {
    // Spreadsheets put a byte order mark before UTF-8.
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let bytes = bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes[...]
    var rows = file.hasSuffix(".csv") ? TraceRows.csv : .jsonLines
    var builder = TraceBuilder(reading)
    for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      .enumerated()
    {
      guard !line.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) else { continue }
      do throws(TraceError) {
        if let row = try rows.read(Array(line)) { try builder.take(row) }
      } catch {
        throw ScenarioError(
          file: file, position: SourcePosition(line: index + 1), message: error.message)
      }
    }
    guard !builder.lines.isEmpty else {
      throw ScenarioError(file: file, position: nil, message: "holds no start; \(TraceRows.form)")
    }
    return Trace(lines: builder.lines)
  }
}

/// What is wrong with a line of a trace.
struct TraceError: Error, Equatable {
  let message: String
}
