import Glibc
import World

/// The worker processes: hands them work, and takes what they find, until nothing is left to do.
///
/// Whoever lets go of the pool ends its processes. One that crashes or does not answer in time is
/// replaced by a new one, and its work given back.
final class WorkerPool {
  private struct Worker {
    /// No two processes of a pool have the same number.
    let number: Int
    let process: ChildProcess
    /// Its work, and since when it has it.
    var task: (job: Int, since: Stopwatch)?
  }

  /// How often the machine is looked at when nobody answers.
  private static let lookPeriod: Int32 = 100

  private let program: String
  private let patience: Duration
  private let count: Int
  private var workers: [Worker] = []
  private var started = 0
  /// Workers that ended without work since the last answer.
  private var idleEnds = 0

  /// A pool of so many processes, each of which has so long for an answer.
  init(program: String = "/proc/self/exe", count: Int, patience: Duration) {
    self.program = program
    self.count = count
    self.patience = patience
    // A worker that has crashed shows when it is written to.
    signal(SIGPIPE, SIG_IGN)
    // Its crash is a finding, and the runtime's own report of it would take a minute.
    setenv("SWIFT_BACKTRACE", "enable=no", 1)
  }

  /// Lets the processes work until nothing is left to do; `tick` is called now and then meanwhile.
  func run<Source: WorkSource>(
    _ source: inout Source, tick: (inout Source) throws -> Void
  ) throws {
    while true {
      if Interruption.isRequested { throw Interrupted() }
      try handOut(&source)
      if source.isDone, workers.allSatisfy({ $0.task == nil }) { return }
      try takeIn(&source)
      try tick(&source)
    }
  }

  // MARK: Work

  private func handOut<Source: WorkSource>(_ source: inout Source) throws {
    while workers.count < count, !source.isDone { workers.append(try start()) }
    for index in workers.indices where workers[index].task == nil {
      var order = source.next(for: workers[index].number)
      if order == .retire {
        workers[index] = try start()
        order = source.next(for: workers[index].number)
      }
      guard case .work(let request) = order else { continue }
      workers[index].task = (request.job, Stopwatch())
      // One that has crashed meanwhile is found by the end of its output.
      workers[index].process.send(request.line)
    }
  }

  private func takeIn<Source: WorkSource>(_ source: inout Source) throws {
    var polled = workers.map { pollfd(fd: $0.process.output, events: Int16(POLLIN), revents: 0) }
    guard poll(&polled, UInt(polled.count), Self.lookPeriod) >= 0 || errno == EINTR else {
      throw ChildProcessError(program, errno: errno)
    }
    for index in workers.indices {
      if polled[index].revents != 0 {
        try read(index, &source)
      } else if let task = workers[index].task, task.since.elapsed > patience {
        workers[index] = try start()
        source.lose(job: task.job, .overdue(patience))
      }
    }
  }

  private func read<Source: WorkSource>(_ index: Int, _ source: inout Source) throws {
    let isOpen = try workers[index].process.takeSome()
    while let line = workers[index].process.takeLine() {
      guard let reply = WorkReply(line) else {
        throw ExploreError(description: "a worker said what nobody understands: \(line.prefix(80))")
      }
      workers[index].task = nil
      idleEnds = 0
      try source.take(reply)
    }
    guard !isOpen else { return }
    let (task, end) = (workers[index].task, try workers[index].process.end())
    if end.code == ExitCode.interrupted.rawValue { throw Interrupted() }
    if task == nil { try endIdle(end.code) }
    workers[index] = try start()
    if let task { source.lose(job: task.job, .ended(end.code)) }
  }

  /// One that ends without work has lost none, but where all do, no new one will help.
  private func endIdle(_ code: Int32) throws(ExploreError) {
    idleEnds += 1
    guard idleEnds > BenchLimits.exploredIdleEndsMax else { return }
    throw ExploreError(
      description: "\(idleEnds) workers in a row ended without any work, the last with code "
        + "\(code); see what ends them, such as a limit on memory or processes")
  }

  private func start() throws(ChildProcessError) -> Worker {
    started += 1
    let process = try ChildProcess(program, [ExploreWorkerCommand.word], takesInput: true)
    return Worker(number: started, process: process)
  }
}

extension WorkRequest {
  /// The number of the work.
  var job: Int {
    switch self {
    case .block(let job, _), .trial(let job, _): job
    }
  }
}
