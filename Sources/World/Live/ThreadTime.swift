import Glibc

/// CPU time of threads, for what the harness says of itself; nothing simulated may look at it.
package enum ThreadTime {
  /// What the calling thread has taken so far, the kernel's part included, in nanoseconds.
  package static var cpuNanoseconds: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
