import CLinux
import CSimGuard

/// What a gauge may use of the machine.
struct GaugeBench: Sendable {
  /// Where progress goes; standard output belongs to the figures.
  let console: Console
  /// Finds other programs.
  let peers: Peers
  /// Our own program: this process's, unless a test bundle is what runs.
  var program = "/proc/self/exe"

  /// CPU time of this process so far, kernel's included; real also in a guarded simulation.
  func cpuNanoseconds() -> Int64 {
    bmm_cpu_nanoseconds()
  }

  /// How often this thread has taken memory from the heap so far.
  func allocations() -> Int {
    Int(bmm_allocations())
  }

  /// Memory of this process now, in bytes that are resident.
  func residentBytes() -> Int {
    ProcFile.status("VmRSS:")
  }

  /// The most memory that this program ever had resident, in bytes.
  ///
  /// Not `getrusage`, which also counts what stood in the process before it became this program.
  func peakResidentBytes() -> Int {
    ProcFile.status("VmHWM:")
  }

  /// Starts this program anew, on one core if that is given.
  func spawnSelf(
    _ arguments: [String], core: Int? = nil, errors: ChildProcess.Errors = .inherited
  ) throws(ChildProcessError) -> ChildProcess {
    try ChildProcess(program, arguments, core: core, errors: errors)
  }

  /// Measures once in a process of its own.
  func measureApart(_ gauge: Gauge) throws -> [Figure] {
    let arguments = [GaugeCommand.word, gauge.name, "--world", gauge.arm.rawValue]
    let end = try spawnSelf(arguments).end()
    if end.code == ExitCode.interrupted.rawValue { throw Interrupted() }
    guard end.code == 0 else { throw GaugeError("\(gauge.name) ended with code \(end.code)") }
    return try GaugeCommand.figures(in: end.output)
  }
}

/// The user broke the measuring off.
struct Interrupted: Error {}
