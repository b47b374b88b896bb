import Glibc
import Wire
import World

/// A file to which each run adds a line of JSON: how figures went from commit to commit.
struct HistoryFile {
  /// What its path leads to.
  let place: OutputPlace
  private let path: String

  /// Makes sure that lines can be added to the file; it is made with the first one.
  init(_ path: String) throws(OutputError) {
    self.path = path
    place = try OutputPlace(path)
    guard case .file(let folder, _) = place else { return }
    if access(path, F_OK) != 0 {
      _ = try OutputFolder(folder)
    } else if access(path, W_OK) != 0 {
      throw OutputError(path: path, errno: errno)
    }
  }

  /// Adds a line for a run; other processes may do the same at the same time.
  func add(_ document: ResultDocument, at date: WallTime) throws(OutputError) {
    let line = Array(Self.line(document, at: date).utf8)
    // One write to a file opened for adding is not mixed with another's.
    switch place {
    case .descriptor(let number): try write(line, to: number)
    case .file, .stream:
      let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
      guard descriptor >= 0 else { throw OutputError(path: path, errno: errno) }
      defer { close(descriptor) }
      try write(line, to: descriptor)
    }
  }

  private func write(_ line: [UInt8], to descriptor: Int32) throws(OutputError) {
    guard let reason = WholeWrite.write(line, to: descriptor) else { return }
    throw OutputError(path: path, errno: reason)
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
