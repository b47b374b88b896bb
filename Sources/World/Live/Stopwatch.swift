import CLinux
import Glibc

/// Real time that the harness itself takes, for reports; nothing simulated may look at it.
package struct Stopwatch: Sendable {
  private let start: Int64

  /// A watch that runs from now.
  package init() {
    start = bmm_machine_nanoseconds()
  }

  /// The real time since the start.
  package var elapsed: Duration { .nanoseconds(bmm_machine_nanoseconds() - start) }

  /// The machine's monotonic clock for live loops: no system call, but virtual time under guard.
  static func monotonicNanoseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
