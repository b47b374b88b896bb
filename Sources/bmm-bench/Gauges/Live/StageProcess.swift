import Glibc

/// A process on a stage; it ends with this object, or by itself.
final class StageProcess {
  /// What errors call it.
  let name: String
  private let process: ChildProcess
  private let errors: String

  init(_ name: String, _ process: ChildProcess, errors: String) {
    self.name = name
    self.process = process
    self.errors = errors
  }

  /// The next line that it prints; one that ends instead is an error.
  func readLine() throws -> String {
    guard let line = try process.readLine() else { throw ended(try process.end().code) }
    return line
  }

  /// What it prints until its end, which has to be a success, and the CPU time it took in all.
  func readToEnd() throws -> ChildProcess.End {
    let end = try process.end()
    guard end.code == 0 else { throw ended(end.code) }
    return end
  }

  /// Its CPU time and memory so far; one that has ended keeps the time in the kernel's books.
  func usage() throws -> ProcessUsage {
    try ProcessUsage.of(process.id)
  }

  /// Says that it has ended, if it has: whatever went wrong then has its reason there.
  func mustRun() throws {
    if try usage().hasEnded { throw ended(try process.end().code) }
  }

  /// What it has complained of.
  var complaints: String { ProcFile.read(errors) ?? "" }

  /// Ends it at once.
  func kill() {
    process.signal(SIGKILL)
  }

  private func ended(_ code: Int32) -> LiveGaugeError {
    .childEnded(name: name, status: code, errors: complaints)
  }
}
