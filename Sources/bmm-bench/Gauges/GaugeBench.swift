import CLinux
import CSimGuard
import Glibc

/// What a gauge may use of the machine.
struct GaugeBench: Sendable {
  /// Where progress goes; standard output belongs to the figures.
  let console: Console
  /// The other programs that were found.
  let peers: Peers
  /// This program, to be started anew; a test bundle names the one that lies beside it.
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
    let pages = ProcFile.read("/proc/self/statm")?.split(separator: " ").dropFirst().first
    return (pages.flatMap { Int($0) } ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE)))
  }

  /// The most memory that this process ever had resident, in bytes.
  func peakResidentBytes() -> Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss * 1_024
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
