/// Something that has work for worker processes: a search over seeds, or over documents.
protocol WorkSource {
  /// What a process that has nothing to do is to do next.
  mutating func next(for process: Int) -> WorkOrder
  /// Takes in what a process has found.
  mutating func take(_ reply: WorkReply) throws
  /// Takes in that a process ended, or was ended, over its work.
  mutating func lose(job: Int, _ end: WorkerEnd)
  /// Whether nothing is left to do, and nothing is being done.
  var isDone: Bool { get }
}

/// What a process is to do next.
enum WorkOrder: Equatable {
  /// To work.
  case work(WorkRequest)
  /// To wait until others have found something.
  case wait
  /// To make room for a new process: what is left must not be done by this one.
  case retire
}

/// How a process ended that had work.
enum WorkerEnd: Equatable, Sendable {
  /// By itself: its exit code, or 128 and the number of the signal.
  case ended(Int32)
  /// By us, since it did not answer in time.
  case overdue(Duration)
}

/// Why a search cannot go on.
struct ExploreError: Error, Equatable, CustomStringConvertible {
  let description: String
}
