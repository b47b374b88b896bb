import CLinux
import Glibc
import World

/// `bmm-bench explore-worker`: runs what it is asked for on its standard input; help lists it not.
///
/// The end of that input is its own end, and so is the end of the process that started it.
enum ExploreWorkerCommand {
  /// The word that stands for it on a command line.
  static let word = "explore-worker"

  static let spec = CommandSpec(
    name: "bmm-bench \(word)",
    summary: "Runs the seeds that bmm-bench explore asks for, a line of JSON each way.")

  /// Answers requests, line by line.
  static func run(_ flags: Flags, _ console: Console) -> ExitCode {
    _ = bmm_end_with_parent()
    var worker = ExploreWorker()
    while let line = readLine() {
      guard let request = WorkRequest(line) else {
        console.note("\(spec.name): not a request: \(line.prefix(80))")
        return .unusable
      }
      do throws(Interrupted) {
        console.print(json: try worker.answer(request).line)
      } catch {
        return .interrupted
      }
    }
    return .success
  }
}
