import Glibc
import Wire
import World

/// A file to which each run adds a line of JSON: how figures went from commit to commit.
struct HistoryFile {
  private let path: String

  /// Opens the file to see that lines can be added to it.
  init(_ path: String) throws(OutputError) {
    self.path = path
    close(try Self.open(path))
  }

  /// Adds a line for a run; other processes may do the same at the same time.
  func add(_ document: ResultDocument, at date: WallTime) throws(OutputError) {
    let descriptor = try Self.open(path)
    defer { close(descriptor) }
    let line = Array(Self.line(document, at: date).utf8)
    // One write to a file opened for adding is not mixed with another's.
    let count = line.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    guard count == line.count else { throw OutputError(path: path, errno: errno) }
  }

  private static func open(_ path: String) throws(OutputError) -> Int32 {
    let descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw OutputError(path: path, errno: errno) }
    return descriptor
  }

  /// The line of a run, with its end.
  static func line(_ document: ResultDocument, at date: WallTime) -> String {
    let run = SeedRun(document)
    let line = JSONValue.members([
      ("date", .string(date.rfc3339)), ("version", .string(document.bench.version)),
      ("commit", .of(document.bench.commit)), ("build", .string(document.bench.build)),
      ("scenario", .string(document.scenario)),
      ("scenarioHash", .string(document.scenarioHash)), ("world", .string(document.world)),
      ("seed", .integer(Int64(bitPattern: document.seed))), ("digest", .of(document.digest)),
      ("verdict", .string(document.verdict.rawValue)),
      ("failed", .array(run.failed.map { .string($0) })),
      ("figures", .members(run.figures.map { ($0.name, .of($0.value)) })),
      ("wallSeconds", .seconds(document.wall)),
    ])
    return line.jsonString(pretty: false) + "\n"
  }
}
